import type { Module } from '../module/module.ts'
import { cmeTexts } from './cme-texts.ts'
import type { CommandContext } from './command.ts'
import { type FinalResult, numericResults } from './final-result.ts'
import { HostInput, type InputListener } from './host-input.ts'
import { isPending, type Outcome, type Pending } from './outcome.ts'
import { splitParameters } from './parameters.ts'
import type { Request } from './request.ts'
import { splitCommandLine } from './split-command-line.ts'

const maxWaitingBytes = 8192
/** A transfer may take hours; what would be told meanwhile is bounded. */
const maxHeldUrcs = 256
const lf = 10

/** One AT port of a module: reads command lines, has them carried out one after the other, and writes. */
export class HostPort implements InputListener {
  /** Whether the host has given a command since the port was opened. */
  spoken = false
  private readonly module: Module
  private readonly write: (bytes: Uint8Array, line?: string) => void
  private readonly unwritten: () => number
  private readonly input = new HostInput(this)
  private requests: Request[] = []
  /** Set while a command runs within one call; URCs wait for its final result then. */
  private holdsUrcs = false
  private readonly heldUrcs: string[] = []
  private pending: Pending | undefined
  /** What came while a command that cannot be aborted was pending. */
  private waiting: number[] = []

  /**
   * @param write takes what the module says; `line` is there where that is one whole line, and says which.
   * @param unwritten how many bytes the host has not taken yet.
   */
  constructor(module: Module, write: (bytes: Uint8Array, line?: string) => void, unwritten: () => number = () => 0) {
    this.module = module
    this.write = write
    this.unwritten = unwritten
  }

  /** How many bytes wait for the host to take them. */
  get backlogBytes(): number {
    return this.unwritten()
  }

  /** Whether what the host writes is data, not commands. */
  get takesData(): boolean {
    return this.input.takesData
  }

  receive(chunk: Uint8Array): void {
    if (!this.module.listens) return
    let from = 0
    while (from < chunk.length) {
      const taken = this.input.receiveCounted(chunk.subarray(from))
      if (taken === 0) this.receiveByte(chunk[from] ?? 0)
      from += taken || 1
    }
  }

  /** Writes an unsolicited line, after the final result if a command is being carried out. */
  urc(line: string): void {
    if (!this.holdsUrcs) this.writeLine(line)
    else if (this.heldUrcs.length < maxHeldUrcs) this.heldUrcs.push(line)
  }

  /** Writes bytes as they are. */
  send(bytes: Uint8Array): void {
    if (this.module.listens) this.write(bytes)
  }

  /** Lets the URCs of the command that is being carried out come before its final result. */
  urcsFirst(): void {
    this.holdsUrcs = false
  }

  /** The next `count` bytes from the host are data, as after CONNECT; 0 ends that. */
  takeBytes(count: number, onBytes: (bytes: Uint8Array) => void): void {
    this.input.takeBytes(count, onBytes)
  }

  /** The module has restarted, or the host has gone: whatever was under way on this port is forgotten. */
  restart(): void {
    this.requests = []
    this.pending?.forget?.()
    this.pending = undefined
    this.waiting = []
    this.heldUrcs.length = 0
    this.holdsUrcs = false
  }

  onCharacter(byte: number): void {
    if (this.module.settings.E === 1) this.write(Uint8Array.of(byte))
  }

  onCommandLine(body: string | undefined): void {
    this.spoken = true
    if (body === undefined) {
      this.finish('ERROR')
      return
    }
    this.requests = splitCommandLine(body)
    this.next()
  }

  private receiveByte(byte: number): void {
    const { pending } = this
    if (!pending) {
      this.input.endCharacter = this.module.settings.S3
      this.input.editCharacter = this.module.settings.S5
      this.input.receive(Uint8Array.of(byte))
    } else if (pending.abort && byte !== lf) {
      // The LF of a host that ends its lines with CR LF is not a key pressed to abort.
      pending.abort()
    } else if (!pending.abort && this.waiting.length < maxWaitingBytes) {
      this.waiting.push(byte)
    }
  }

  private next(): void {
    const request = this.requests.shift()
    if (!request) {
      this.finish('OK')
      return
    }
    this.holdsUrcs = true
    const outcome = this.carryOut(request)
    if (isPending(outcome)) this.await(outcome)
    else this.settle(outcome)
  }

  private carryOut(request: Request): Outcome {
    const command = this.module.commands.get(request.name)
    const handler = command?.[request.form]
    if (handler === undefined) return 'ERROR'
    const at: CommandContext = { module: this.module, port: this, say: line => this.writeLine(line) }
    if (typeof handler === 'function') return handler(at, splitParameters(request.text), request.text)
    if (handler) at.say(handler)
    return 'OK'
  }

  private await(pending: Pending): void {
    this.pending = pending
    if (!pending.data) this.releaseUrcs()
    pending.start(final => {
      // A restart has forgotten the command.
      if (this.pending !== pending) return
      this.pending = undefined
      this.settle(final)
      for (const byte of this.waiting.splice(0)) this.receiveByte(byte)
    })
  }

  private settle(final: FinalResult): void {
    if (final === 'OK') this.next()
    else this.finish(final)
  }

  private finish(final: FinalResult): void {
    this.requests = []
    this.writeFinal(final)
    this.releaseUrcs()
  }

  private releaseUrcs(): void {
    this.holdsUrcs = false
    for (const line of this.heldUrcs.splice(0)) this.writeLine(line)
  }

  private writeFinal(final: FinalResult): void {
    const { settings } = this.module
    if (settings.Q === 1) return
    if (typeof final === 'string') this.writeLine(final)
    else if (settings['+CMEE'] === 0 && 'cme' in final) this.writeLine('ERROR')
    else this.writeLine('cme' in final ? `+CME ERROR: ${this.cmeShown(final.cme)}` : `+CMS ERROR: ${final.cms}`)
  }

  private cmeShown(number: number): string {
    return (this.module.settings['+CMEE'] === 2 ? cmeTexts[number] : undefined) ?? String(number)
  }

  /** V.250 5.7.1: ATV0 shows result codes as numbers and takes the leading CR LF from everything. */
  private writeLine(line: string): void {
    if (!this.module.listens) return
    const { S3, S4, V } = this.module.settings
    const end = String.fromCharCode(S3, S4)
    const number = numericResults[line]
    const text =
      V === 1 ? `${end}${line}${end}` : number === undefined ? `${line}${end}` : `${number}${String.fromCharCode(S3)}`
    this.write(Buffer.from(text, 'latin1'), line)
  }
}
