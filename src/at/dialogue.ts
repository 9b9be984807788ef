import type { Clock } from '../base/clock.ts'
import { CellvoiceError } from '../base/error.ts'
import { type Logger, silentLogger } from '../base/logger.ts'
import type { Transport } from '../transport/transport.ts'
import { claimsLine } from './claims-line.ts'
import type { CommandDeclaration, Continuation, Progress } from './command.ts'
import { CommandQueue } from './command-queue.ts'
import type { DialogueListener } from './dialogue-listener.ts'
import type { Exchange } from './exchange.ts'
import { type FinalResult, finalResultOf } from './final-result.ts'
import { Framer } from './framer.ts'
import { outcomeOf } from './outcome-of.ts'
import type { InFlight, Pending } from './pending.ts'
import { answered, asked, lostPlace, MAX_SYNC_TRIES, type Place } from './place.ts'
import { inSync, syncCommand } from './sync-command.ts'

/** Data goes out in pieces of this size, each when the one before was taken: a transport holds a bounded number of bytes. */
const WRITE_PIECE_BYTES = 16_384
/** Added to every documented limit: the way through a slow UART, a USB hub and a busy host. */
const LIMIT_MARGIN_MS = 1000

/**
 * Holds the conversation with one module: one command in flight, its time limit, its final result. A line belongs to
 * the command only if its declaration claims it; every other line is unsolicited and told at once, also in the middle
 * of an answer.
 */
export class Dialogue {
  private readonly transport: Transport
  private readonly clock: Clock
  private readonly logger: Logger
  private readonly isUnsolicited: (line: string) => boolean
  private readonly listener: DialogueListener
  private readonly framer: Framer
  private readonly queue = new CommandQueue()
  private received = 0
  /** The counted data that is on its way in. */
  private reception: Extract<Continuation, { kind: 'receive' }> | undefined
  private inFlight: InFlight | undefined
  private place: Place = { kind: 'known' }

  /**
   * @param isUnsolicited whether a line is known as an unsolicited one: what commands that answer free text never own.
   */
  constructor(options: {
    readonly transport: Transport
    readonly clock: Clock
    readonly listener: DialogueListener
    readonly isUnsolicited: (line: string) => boolean
    readonly multilinePrefixes?: readonly string[]
    readonly logger?: Logger
  }) {
    this.transport = options.transport
    this.clock = options.clock
    this.listener = options.listener
    this.isUnsolicited = options.isUnsolicited
    this.logger = options.logger ?? silentLogger
    this.framer = new Framer(
      {
        onLine: line => this.takeLine(line),
        onPrompt: () => this.continueWith('>'),
        onData: (bytes, remaining) => this.takeData(bytes, remaining),
        onOverrun: (beginning, bytes) => this.logger.warn(`dropped a line of ${bytes} bytes: ${beginning}…`),
      },
      options.multilinePrefixes,
    )
  }

  /** How many bytes have come since the dialogue was made. */
  get receivedBytes(): number {
    return this.received
  }

  /** Opens the transport. @throws CellvoiceError as {@link Transport.open}. */
  async open(): Promise<void> {
    this.framer.reset()
    this.place = { kind: 'known' }
    await this.transport.open({ onData: chunk => this.takeChunk(chunk), onLost: reason => this.lose(reason) })
  }

  /** Closes the transport; commands that wait fail with MODEM_CLOSED. */
  async close(): Promise<void> {
    this.failAll(new CellvoiceError('MODEM_CLOSED'))
    await this.transport.close()
  }

  /**
   * Sends a command when those before it have ended, and resolves with its decoded answer.
   * @throws CellvoiceError INVALID_ARGUMENT or INVALID_NUMBER (nothing is sent), AT_QUEUE_FULL (nothing is sent),
   * AT_ERROR with `context.result`, AT_TIMEOUT, AT_MALFORMED, PORT_LOST, MODEM_CLOSED.
   */
  execute<Args, Result>(declaration: CommandDeclaration<Args, Result>, args: Args): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      const text = declaration.text(args)
      // The queue holds commands of all types; each keeps its own resolve, which alone sees its result.
      this.queue.add({ declaration, args, text, resolve, reject } as unknown as Pending)
      this.sendNext()
    })
  }

  /**
   * Gives the command in flight up without an answer, as a log does whose next host line comes before a final result.
   */
  abandon(): void {
    const text = this.inFlight?.text
    if (text !== undefined) this.end({ kind: 'failed', error: new CellvoiceError('AT_TIMEOUT', { detail: text }) })
  }

  /**
   * Ends `declaration`, if it is in flight, as if its OK had come: for who sees by other lines that it has had its effect.
   * Should the OK come after all, it is known to be late.
   */
  assumeDone(declaration: CommandDeclaration<unknown, unknown>): void {
    const current = this.inFlight
    if (current?.declaration !== declaration) return
    this.place = lostPlace(declaration.claims, this.place)
    this.end(outcomeOf(current, { kind: 'ok' }))
  }

  /** Fails the command in flight and all that wait, because the module forgot them. */
  failAll(error: CellvoiceError): void {
    const waiting = this.queue.drain()
    this.end({ kind: 'failed', error })
    for (const pending of waiting) pending.reject(error)
  }

  private sendNext(): void {
    if (this.inFlight || this.queue.isEmpty) return
    if (this.place.kind === 'lost' && !this.queue.next?.declaration.anyPlace) {
      this.findPlace(this.place)
      return
    }
    const pending = this.queue.shift()
    if (pending) this.send(pending)
  }

  private send(pending: Pending): void {
    const { declaration, args, text } = pending
    const cancelLimit = this.startLimit(declaration.limitFor?.(args) ?? declaration.limitMs)
    this.inFlight = { ...pending, lines: [], data: [], cancelLimit, continued: false }
    this.framer.expectPrompt(declaration.continuation !== undefined)
    this.listener.onSent(declaration, args)
    void this.write(Buffer.from(`${text}\r`, 'latin1'))
  }

  private startLimit(limitMs: number): () => void {
    return this.clock.setTimer(limitMs + LIMIT_MARGIN_MS, () => this.expire())
  }

  private async write(bytes: Uint8Array, onProgress?: Progress): Promise<void> {
    const writer = this.inFlight
    try {
      for (let at = 0; at < bytes.length && this.inFlight === writer; at += WRITE_PIECE_BYTES) {
        await this.transport.write(bytes.subarray(at, at + WRITE_PIECE_BYTES))
        onProgress?.(Math.min(bytes.length, at + WRITE_PIECE_BYTES))
      }
    } catch (error) {
      if (!writer || this.inFlight !== writer) return
      // Part of it may have gone out, and the module may answer that.
      if (writer.declaration !== syncCommand) this.place = lostPlace(writer.declaration.claims, this.place)
      this.end({
        kind: 'failed',
        error: CellvoiceError.is(error) ? error : new CellvoiceError('PORT_FAILED', { cause: error }),
      })
    }
  }

  private takeChunk(chunk: Uint8Array): void {
    this.received += chunk.length
    this.framer.feed(chunk)
  }

  private takeLine(line: string): void {
    const current = this.inFlight
    if (!current) {
      // A final result that nobody waits for is the late answer of a command that was given up.
      if (finalResultOf(line)) this.logger.debug(`ignored a late ${line}`)
      else this.listener.onUnsolicited(line)
      return
    }
    // No module answers a command with the command itself: this is its echo.
    if (line === current.text) return
    const final = finalResultOf(line, current.declaration.words)
    if (final) this.takeFinal(current, final)
    else if (current.declaration.continuation && line.startsWith('CONNECT')) this.continueWith(line)
    else if (claimsLine(current.declaration.claims, line, this.isUnsolicited)) current.lines.push(line)
    else if (this.place.kind === 'lost' && claimsLine(this.place.owed, line, this.isUnsolicited)) {
      this.logger.debug(`ignored a late ${line}`)
    } else this.listener.onUnsolicited(line)
  }

  private takeFinal(current: InFlight, final: FinalResult): void {
    if (current.declaration === syncCommand) {
      // Results before the marker belong to the command that was given up.
      if (inSync(current.lines)) this.takeMarker(current)
      return
    }
    // A word may speak of another call, and then the command's own result is still to come.
    if (final.kind === 'word') this.place = lostPlace(current.declaration.claims, this.place)
    this.end(outcomeOf(current, final))
  }

  /** The place is known when all questions for it are answered, or no further answer comes. */
  private takeMarker(sync: InFlight): void {
    if (this.place.kind !== 'lost' || this.place.unanswered <= 1) {
      this.end({ kind: 'done', result: undefined })
      return
    }
    this.place = answered(this.place)
    sync.lines.length = 0
    sync.cancelLimit()
    sync.cancelLimit = this.startLimit(syncCommand.limitMs)
  }

  private continueWith(line: string): void {
    const current = this.inFlight
    // Data that went out again for a line that came twice would be taken for commands.
    if (!current || current.continued) return
    const next = current.declaration.continuation?.(current.args, line)
    if (!next) return
    current.continued = true
    if (next.kind === 'send') {
      void this.write(next.bytes, next.onProgress)
      return
    }
    this.reception = next
    this.framer.expectData(next.bytes)
  }

  private takeData(bytes: Uint8Array, remaining: number): void {
    if (this.reception?.onData) this.reception.onData(bytes)
    // A chunk is reused by its transport, and slice() of a Buffer would share its memory.
    else this.inFlight?.data.push(new Uint8Array(bytes))
    if (remaining === 0) this.logger.debug(`${this.inFlight?.text}: all data received`)
  }

  private end(outcome: Exchange['outcome']): void {
    const ended = this.inFlight
    if (!ended) return
    this.inFlight = undefined
    this.reception = undefined
    ended.cancelLimit()
    this.framer.expectPrompt(false)
    if (ended.declaration === syncCommand) {
      if (outcome.kind === 'done') this.place = { kind: 'known' }
    } else this.listener.onExchange({ declaration: ended.declaration, args: ended.args, outcome })
    if (outcome.kind === 'done') ended.resolve(outcome.result)
    else ended.reject(outcome.error)
    this.sendNext()
  }

  private expire(): void {
    const late = this.inFlight
    if (!late) return
    this.framer.expectData(0)
    if (late.declaration !== syncCommand) {
      this.place = lostPlace(late.declaration.claims, this.place)
    } else if (this.place.kind === 'lost' && this.place.heard) {
      this.end({ kind: 'done', result: undefined })
      return
    }
    this.end({
      kind: 'failed',
      error: new CellvoiceError('AT_TIMEOUT', { detail: late.text, context: { command: late.text } }),
    })
  }

  /** Asks for something only this question can be the cause of; until it comes, results belong to the past. */
  private findPlace(place: Extract<Place, { kind: 'lost' }>): void {
    if (place.tries >= MAX_SYNC_TRIES) {
      this.place = { ...place, tries: 0 }
      for (const pending of this.queue.drain()) this.giveUp(pending)
      return
    }
    this.place = asked(place)
    this.send({
      declaration: syncCommand,
      args: undefined,
      text: syncCommand.text(undefined),
      resolve() {},
      reject() {},
    })
  }

  private giveUp(pending: Pending): void {
    const error = new CellvoiceError('AT_TIMEOUT', { detail: `${pending.text} (the module is silent)` })
    this.listener.onExchange({
      declaration: pending.declaration,
      args: pending.args,
      outcome: { kind: 'failed', error },
    })
    pending.reject(error)
  }

  private lose(reason: CellvoiceError): void {
    this.failAll(reason)
    this.listener.onLost(reason)
  }
}
