import { once } from 'node:events'
import type { CallbackArguments } from '../index.ts'
import { callbackMeaning } from './callback-meaning.ts'
import type { Io, TextOutput } from './io.ts'
import { type Paint, paintFor } from './paint.ts'

/** An error as it is shown: its stable name, what happened, and what to do about it. */
export interface ShownError {
  readonly code: string
  /** What happened; it may end with the remedy. */
  readonly message: string
  readonly remedy: string
  readonly stack?: string | undefined
}

/** What happened, for programs. */
export interface EventRecord {
  readonly event: string
  readonly [name: string]: unknown
}

/** What stands on the last line of a terminal: it is taken away before something is printed, and drawn again after. */
export interface Below {
  clear(): void
  draw(): void
}

/** How many columns the time of day takes, with the gap behind it. */
const timeColumns = 10

/** Shows what happens: lines for people, or with `json` one object a line on stdout. One line may be live: rewritten in place. */
export class Printer {
  readonly json: boolean
  readonly paint: Paint
  private readonly io: Io
  private readonly verbose: boolean
  private below: Below | undefined

  constructor(io: Io, { json = false, verbose = false }: { json?: boolean; verbose?: boolean }) {
    this.io = io
    this.json = json
    this.verbose = verbose
    this.paint = paintFor(io, json ? {} : io.stdout)
  }

  /** Whether a line can be rewritten in place. */
  get canRewrite(): boolean {
    return !this.json && this.io.stdout.isTTY === true
  }

  /** Something that happened: `record` in JSON, with the time; `text` with the time of day for people. */
  say(record: EventRecord, text: string): void {
    this.tell(record, `${this.paint.dim(this.timeOfDay())}  ${text}`)
  }

  /** The same, for text that speaks for itself. */
  tell({ event, ...rest }: EventRecord, text: string): void {
    if (this.json) this.object({ event, time: this.io.date().toISOString(), ...rest })
    else this.line(text)
  }

  /** A callback, always in the form of `{"callback":[14,…]}` where the output is JSON. */
  callback(args: CallbackArguments): void {
    if (this.json) this.object({ callback: args })
    else {
      const shown = this.paint.accent(`callback ${JSON.stringify(args)}`)
      this.line(`${' '.repeat(timeColumns)}${shown}  ${this.paint.dim(callbackMeaning(args[0]))}`)
    }
  }

  /** One JSON object on a line of its own, in any mode. */
  object(record: object): void {
    this.write(this.io.stdout, `${JSON.stringify(record)}\n`)
  }

  /** A line of text for people. */
  line(text: string): void {
    this.write(this.io.stdout, `${text}\n`)
  }

  /** Shows `text` as the live line, or takes that line away. Without a terminal nothing is shown. */
  live(text: string | undefined): void {
    if (!this.canRewrite) return
    const clear = () => void this.io.stdout.write('\r\x1b[K')
    this.below?.clear()
    this.keepBelow(text === undefined ? undefined : { clear, draw: () => this.io.stdout.write(this.liveLine(text)) })
    this.below?.draw()
  }

  /** Keeps what stands on the last line of the terminal there, whatever is printed. */
  keepBelow(below: Below | undefined): void {
    this.below = below
  }

  /** A remark on stderr. */
  note(text: string): void {
    this.write(this.io.stderr, `${text}\n`)
  }

  /** A line of the log, on stderr. */
  log(level: string, message: string): void {
    if (this.verbose) this.note(`${level.padEnd(5)} ${message}`)
  }

  /** One line that says what is wrong and what to do; an object on stdout in JSON. The stack only where asked for. */
  error({ code, message, remedy, stack }: ShownError): void {
    if (this.json) this.object({ error: { code, message, remedy } })
    else {
      const advice = message.endsWith(remedy) ? '' : ` ${remedy}`
      this.note(`${paintFor(this.io, this.io.stderr).bad(`cellvoice: ${code}:`)} ${message}${advice}`)
    }
    if (this.verbose && stack) this.note(stack)
  }

  /** Resolves when stdout takes more: whoever prints without end waits for it. */
  async drained(): Promise<void> {
    const { stdout } = this.io
    if (stdout.writableNeedDrain && !stdout.destroyed)
      await Promise.race([once(stdout, 'drain'), once(stdout, 'close')])
  }

  private write(output: TextOutput, text: string): void {
    this.below?.clear()
    output.write(text)
    this.below?.draw()
  }

  private liveLine(text: string): string {
    const columns = this.io.stdout.columns ?? 80
    const line = `${this.timeOfDay()}  ${text}`.slice(0, columns - 1)
    return `${this.paint.dim(line.slice(0, timeColumns))}${line.slice(timeColumns)}`
  }

  private timeOfDay(): string {
    const date = this.io.date()
    return [date.getHours(), date.getMinutes(), date.getSeconds()].map(part => String(part).padStart(2, '0')).join(':')
  }
}
