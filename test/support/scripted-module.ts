import { type MemoryTransport, memoryTransportPair } from '../../src/transport/memory-transport.ts'

/** What a module says to a command: lines, each framed in CR LF; or nothing. */
type Script = Readonly<Record<string, readonly string[]>>

/** Bytes that are on their way to the module. */
interface Data {
  left: number
  bytes: string
  readonly done: (bytes: string) => void
}

/** The module end of a line in memory: writes down what it is sent and answers as its script says, or not at all. */
export class ScriptedModule {
  /** The end for the host. */
  readonly host: MemoryTransport
  /** Command lines in the order in which they came. */
  readonly commands: string[] = []
  /** Every byte that came, as latin1. */
  received = ''
  /** Whether commands are echoed, as after ATE1. */
  echo = false
  /** What it says to commands that are not in the script. */
  otherwise: readonly string[] = []
  /** While silent, commands are taken and not answered. */
  silent = false
  private readonly line: MemoryTransport
  private readonly script: Map<string, readonly string[]>
  private pending = ''
  private dataAfter: { command: string; wanted: Data } | undefined
  private dataWanted: Data | undefined

  private constructor(script: Script, chunkBytes: number) {
    const [host, line] = memoryTransportPair(undefined, { chunkBytes })
    this.host = host
    this.line = line
    this.script = new Map(Object.entries(script))
  }

  /** A module that knows `script`; `chunkBytes` cuts what it says into pieces. */
  static async start(script: Script = {}, chunkBytes = Number.POSITIVE_INFINITY): Promise<ScriptedModule> {
    const module = new ScriptedModule(script, chunkBytes)
    await module.replug()
    return module
  }

  /** Opens the module's end of the line, at the start or after {@link unplug}. */
  replug(): Promise<void> {
    return this.line.open({ onData: chunk => this.take(Buffer.from(chunk).toString('latin1')), onLost() {} })
  }

  /** Answers `command` with `lines` from now on. */
  learn(command: string, ...lines: readonly string[]): void {
    this.script.set(command, lines)
  }

  /** Sends lines, each framed in CR LF. */
  say(...lines: readonly string[]): void {
    this.raw(lines.map(line => `\r\n${line}\r\n`).join(''))
  }

  /** Sends latin1 text as it is. */
  raw(text: string): void {
    void this.line.write(Buffer.from(text, 'latin1'))
  }

  /** The `count` bytes that come after `command` are data, not commands; resolves with them. */
  takeDataAfter(command: string, count: number): Promise<string> {
    return new Promise(done => {
      this.dataAfter = { command, wanted: { left: count, bytes: '', done } }
    })
  }

  /** Cuts the line, as unplugging does. */
  unplug(): void {
    this.line.cut()
  }

  private take(text: string): void {
    this.received += text
    for (const character of text) {
      if (this.dataWanted) this.takeByte(this.dataWanted, character)
      else if (character !== '\r') this.pending += character
      else {
        const command = this.pending
        this.pending = ''
        this.answer(command)
      }
    }
  }

  private takeByte(wanted: Data, byte: string): void {
    wanted.bytes += byte
    wanted.left--
    if (wanted.left > 0) return
    this.dataWanted = undefined
    wanted.done(wanted.bytes)
  }

  private answer(command: string): void {
    this.commands.push(command)
    if (this.dataAfter?.command === command) this.dataWanted = this.dataAfter.wanted
    if (this.silent) return
    if (this.echo) this.raw(`${command}\r`)
    this.say(...(this.script.get(command) ?? this.otherwise))
  }
}
