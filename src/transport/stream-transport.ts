import type { Duplex } from 'node:stream'
import { type Clock, systemClock } from '../base/clock.ts'
import { CellvoiceError } from '../base/error.ts'
import { withTimeLimit } from './time-limit.ts'
import type { Transport, TransportListener } from './transport.ts'

/** A line that has just been opened. */
export interface OpenedLine {
  /**
   * What writes, and says that the line ended; what it reads goes to the {@link Receive} of who opened it. An `error` listener
   * is attached, so that no error is ever uncaught.
   */
  readonly stream: Duplex
  /** Hands over what the operating system takes at once, without waiting; returns how many bytes that were. */
  readonly writeNow?: (bytes: Uint8Array) => number
  /**
   * Gives back what the stream itself does not own (a lock), after the stream was destroyed.
   * `discard` asks that bytes still held by the operating system do not go out any more.
   */
  release(discard: boolean): Promise<void>
}

/** Takes bytes that arrived; the chunk may be reused after it returns. */
export type Receive = (chunk: Uint8Array) => void

/** Bounds of a line; each has a default that suits a module. */
export interface LineLimits {
  readonly clock?: Clock
  /** Bytes that may wait for the operating system; a write beyond is refused with PORT_CONGESTED. Default 65536. */
  readonly maxPendingBytes?: number
  /** Milliseconds the line may take no bytes at all before it counts as lost. Default 10000. */
  readonly stallLimitMs?: number
}

/** Large writes are cut, so that a slow line still shows progress: at 1200 Bd this many bytes take 8.5 s. */
const pieceBytes = 1024

/** Closing a UART waits up to 30 s for its output to drain (Linux `closing_wait`); the caller does not. */
const releaseLimitMs = 2000

interface Line {
  readonly opened: OpenedLine
  readonly listener: TransportListener
  pendingBytes: number
  /** Settles when all earlier writes have; never rejects. */
  tail: Promise<void>
  /** Why the line ended, once it has. */
  endedBy: CellvoiceError | undefined
  /** Rejects the piece being written. */
  failWrite: (reason: CellvoiceError) => void
}

/** The {@link Transport} contract on any Node duplex stream: what serial port and TCP have in common. */
export class StreamTransport implements Transport {
  readonly name: string
  private readonly connect: (receive: Receive) => Promise<OpenedLine>
  private readonly clock: Clock
  private readonly maxPendingBytes: number
  private readonly stallLimitMs: number
  private attempt: object | undefined
  private line: Line | undefined
  /** Settles, in bounded time, when what was opened before has been given back; never rejects. */
  private released: Promise<void> = Promise.resolve()

  constructor(name: string, connect: (receive: Receive) => Promise<OpenedLine>, limits: LineLimits) {
    this.name = name
    this.connect = connect
    this.clock = limits.clock ?? systemClock
    this.maxPendingBytes = limits.maxPendingBytes ?? 65_536
    this.stallLimitMs = limits.stallLimitMs ?? 10_000
  }

  async open(listener: TransportListener): Promise<void> {
    if (this.attempt || this.line) {
      throw new CellvoiceError('PORT_BUSY', { detail: `${this.name} is already open through this transport` })
    }
    const opening = this.openAfter(this.released, listener)
    this.released = opening.catch(() => {})
    await opening
  }

  private async openAfter(released: Promise<void>, listener: TransportListener): Promise<void> {
    const attempt = {}
    this.attempt = attempt
    try {
      await released
      let line: Line | undefined
      const opened = await this.connect(chunk => {
        if (line && !line.endedBy) line.listener.onData(chunk)
      })
      const closed = this.attempt !== attempt
      if (closed || opened.stream.destroyed) {
        opened.stream.destroy()
        await opened.release(false)
        const by = closed ? 'was closed' : 'was hung up'
        throw new CellvoiceError(closed ? 'PORT_CLOSED' : 'PORT_FAILED', {
          detail: `${this.name} ${by} while it was being opened`,
        })
      }
      line = this.attach(opened, listener)
      this.line = line
    } finally {
      if (this.attempt === attempt) this.attempt = undefined
    }
  }

  private attach(opened: OpenedLine, listener: TransportListener): Line {
    const line: Line = {
      opened,
      listener,
      pendingBytes: 0,
      tail: Promise.resolve(),
      endedBy: undefined,
      failWrite: () => {},
    }
    // A broken line may tell it by any of these, in any order and more than once; `lose` takes the first.
    const { stream } = opened
    stream.on('error', error => this.lose(line, error.message, error))
    stream.on('end', () => this.lose(line, 'the other end hung up'))
    stream.on('close', () => this.lose(line, 'the line was hung up'))
    stream.resume()
    return line
  }

  async write(bytes: Uint8Array): Promise<void> {
    const line = this.line
    if (!line) throw new CellvoiceError('PORT_CLOSED', { detail: this.name })
    if (line.pendingBytes + bytes.length > this.maxPendingBytes) {
      throw new CellvoiceError('PORT_CONGESTED', {
        detail: `${this.name}: ${line.pendingBytes} bytes wait, ${bytes.length} more would exceed ${this.maxPendingBytes}`,
      })
    }
    // A command is taken at once nearly always; then nothing is copied, and nothing has to be watched.
    const isNext = line.pendingBytes === 0 && bytes.length <= pieceBytes
    const taken = isNext ? (line.opened.writeNow?.(bytes) ?? 0) : 0
    if (taken === bytes.length) return
    const copy = Buffer.from(bytes.subarray(taken))
    line.pendingBytes += copy.length
    const written = line.tail.then(() => this.writePieces(line, copy))
    line.tail = written.catch(() => {})
    try {
      await written
    } finally {
      line.pendingBytes -= copy.length
    }
  }

  private async writePieces(line: Line, bytes: Uint8Array): Promise<void> {
    for (let from = 0; from < bytes.length; from += pieceBytes) {
      await this.writePiece(line, bytes.subarray(from, from + pieceBytes))
    }
  }

  private writePiece(line: Line, piece: Uint8Array): Promise<void> {
    if (line.endedBy) return Promise.reject(line.endedBy)
    // A stalled line is given up whole: its bytes must not go out minutes later, when nobody waits for that call any more.
    const cancelStall = this.clock.setTimer(this.stallLimitMs, () =>
      this.lose(line, `it took no bytes for ${this.stallLimitMs / 1000} s (flow control, or a hung device)`),
    )
    return new Promise<void>((resolve, reject) => {
      line.failWrite = reject
      line.opened.stream.write(piece, error => {
        if (error) this.lose(line, error.message, error)
        else resolve()
      })
    }).finally(cancelStall)
  }

  private lose(line: Line, why: string, cause?: unknown): void {
    if (line.endedBy) return
    const reason = new CellvoiceError('PORT_LOST', {
      detail: `${this.name}: ${why}`,
      cause,
      context: { path: this.name },
    })
    this.end(line, reason, true)
    line.listener.onLost(reason)
  }

  async close(): Promise<void> {
    this.attempt = undefined
    if (this.line) this.end(this.line, new CellvoiceError('PORT_CLOSED', { detail: `${this.name} was closed` }), false)
    await withTimeLimit(this.clock, releaseLimitMs, this.released, () => {})
  }

  private end(line: Line, reason: CellvoiceError, discard: boolean): void {
    line.endedBy = reason
    this.line = undefined
    line.failWrite(reason)
    line.opened.stream.destroy()
    const releasing = line.opened.release(discard).catch(() => {}) // It is gone either way; there is nobody to tell.
    this.released = withTimeLimit(this.clock, releaseLimitMs, releasing, () => {})
  }
}
