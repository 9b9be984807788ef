import { MAX_COMMAND_BYTES } from '../../src/at/command-line.ts'

const quoted = '"[\\x20\\x21\\x23-\\x3a\\x3c-\\x7e\\xa0-\\xff]{0,600}"'
const field = `(?:${quoted}|\\d{1,10})?`

/** What may stand between two CRs; nothing else ever goes to a module. */
const commandLines: readonly RegExp[] = [
  /^AT$/,
  /^AT(?:A|H|I|Q0V1E0|X[0-4]|S[07]=\d{1,3})$/,
  /^ATD\+?[0-9*#ABC]{1,40}[Ii]?[Gg]?;$/,
  /^AT[+^][A-Z]{2,12}(?:=?\?)?$/,
  new RegExp(`^AT[+^][A-Z]{2,12}=${field}(?:,${field}){0,12}$`),
]

/** Where the conversation is: a command line is due, or counted data, which the module asked for. */
type State = { readonly kind: 'commands' } | { readonly kind: 'data'; readonly left: number }

/**
 * Watches what a host writes, byte by byte: command lines that end with CR, and as much data as a command has announced once
 * the module said `CONNECT`. `given` command lines, as a person types them, need only be one line.
 */
export class WireGrammar {
  /** Bytes that were written. */
  bytes = 0
  private readonly given = new Set<string>()
  private line = ''
  private state: State = { kind: 'commands' }
  private announced = 0

  /** A person may send this. */
  allow(line: string): void {
    this.given.add(line.trim())
  }

  /** The module asked for the data that the last command line has announced. */
  noteConnect(): void {
    if (this.announced > 0) this.state = { kind: 'data', left: this.announced }
    this.announced = 0
  }

  /** @throws Error where the bytes are outside the grammar. */
  take(bytes: Uint8Array): void {
    this.bytes += bytes.length
    // An upload that was given up: the module may take what comes for the rest of the file, but it is a command line.
    if (this.state.kind === 'data' && this.isCommand(lineIn(bytes))) this.state = { kind: 'commands' }
    for (const byte of bytes) {
      if (this.state.kind === 'data') this.takeData(this.state.left)
      else this.takeByte(byte)
    }
  }

  private takeData(left: number): void {
    this.state = left > 1 ? { kind: 'data', left: left - 1 } : { kind: 'commands' }
  }

  private takeByte(byte: number): void {
    const character = String.fromCharCode(byte)
    if (character !== '\r') {
      this.line += character
      if (this.line.length > MAX_COMMAND_BYTES) throw new Error(`a command line without end: ${this.shown()}`)
      return
    }
    const { line } = this
    if (!this.isCommand(line)) throw new Error(`outside the grammar: ${this.shown()}`)
    this.line = ''
    this.announced = Number(/^AT\+QFUPL=".*",(\d+),/.exec(line)?.[1] ?? 0)
  }

  private isCommand(line: string): boolean {
    if (this.given.has(line)) return /^AT[\x20-\x7e]*$/i.test(line)
    return commandLines.some(form => form.test(line))
  }

  private shown(): string {
    return JSON.stringify(this.line.slice(0, 120))
  }
}

/** The command line that is all of these bytes, with its CR taken off; '' where they are something else. */
function lineIn(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1')
  return text.endsWith('\r') ? text.slice(0, -1) : ''
}
