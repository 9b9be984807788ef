import { connect, type Socket } from 'node:net'
import type { CancelTimer, Clock } from '../../base/clock.ts'
import type { Logger } from '../../base/logger.ts'
import { type EventTextOptions, eventText, type RaisedEvent } from './event-text.ts'
import { ReplyIds } from './reply-ids.ts'

/** What an {@link EventStream} is made of. */
export interface EventStreamOptions {
  readonly clock: Clock
  readonly logger: Logger
  readonly eventParam?: string
  /** Whether each event waits for the reply to the one before. */
  readonly reliableMode: boolean
  /** How long it waits for a reply, and for a connection, in ms. */
  readonly limitMs: number
  /** Hears how many events were given up. */
  readonly onDropped: (count: number) => void
}

interface WaitingEvent {
  readonly event: RaisedEvent
  readonly method: string | null
}

/** What waits for a slow or absent subscriber at most; what comes later is dropped. */
const MAX_WAITING = 256
/** After a connection that failed or was lost with events waiting; then they are given up, and the next event begins anew. */
const retryDelaysMs = [1_000, 2_000, 4_000, 8_000]
/** A subscriber that takes nothing for so long has lost its connection. */
const STALL_LIMIT_MS = 10_000
/** How long what is written may take to leave when the stream is closed. */
const LINGER_MS = 1_000

/** A TCP connection to a subscriber: made at the first event, kept, and made again when it is lost and there is something to say. */
export class EventStream {
  private readonly place: { readonly host: string; readonly port: number }
  private readonly options: EventStreamOptions
  private readonly waiting: WaitingEvent[] = []
  private socket: Socket | undefined
  private isReady = false
  private isClosed = false
  private isFull = false
  private failures = 0
  private lastId = 0
  private awaitedId: number | undefined
  private cancelTimer: CancelTimer = () => {}

  constructor(place: { readonly host: string; readonly port: number }, options: EventStreamOptions) {
    this.place = place
    this.options = options
  }

  /** @param method in place of the name of the event. */
  send(event: RaisedEvent, method: string | null): void {
    if (this.waiting.length >= MAX_WAITING) {
      this.options.onDropped(1)
      if (!this.isFull) this.warn(`${MAX_WAITING} events wait for it; later ones are dropped`)
      this.isFull = true
      return
    }
    this.waiting.push({ event, method })
    // The timer of a retry runs: it will connect.
    if (!this.socket && this.failures === 0) this.connect()
    else this.write()
  }

  /** What was written still leaves; what waits does not. */
  close(): void {
    this.isClosed = true
    this.cancelTimer()
    const { socket } = this
    if (!socket) return
    if (!this.isReady) {
      socket.destroy()
      return
    }
    socket.destroySoon()
    const cancel = this.options.clock.setTimer(LINGER_MS, () => socket.destroy())
    socket.once('close', cancel)
  }

  private connect(): void {
    if (this.isClosed) return
    const socket = connect({ ...this.place, noDelay: true, keepAlive: true })
    const replies = new ReplyIds()
    this.socket = socket
    this.after(this.options.limitMs, () => socket.destroy())
    socket.on('connect', () => {
      this.cancelTimer()
      this.isReady = true
      this.write()
    })
    socket.on('data', chunk => {
      if (!this.options.reliableMode) return
      const ids = replies.take(chunk)
      if (ids === 'unusable') socket.destroy()
      else for (const id of ids) this.acknowledge(id)
    })
    socket.on('drain', () => {
      // Where replies are awaited, the timer is theirs.
      if (this.isReady) return
      this.cancelTimer()
      this.isReady = true
      this.write()
    })
    // What happened is told by `close`, which always follows.
    socket.on('error', () => {})
    socket.on('close', () => this.lose())
  }

  private write(): void {
    while (this.isReady && this.awaitedId === undefined && !this.isClosed) {
      const [next] = this.waiting
      if (!next || !this.socket) return
      const flows = this.socket.write(this.textOf(next))
      if (this.options.reliableMode) {
        this.awaitedId = this.lastId
        this.after(this.options.limitMs, () => this.giveUp())
        return
      }
      this.done()
      if (flows) continue
      this.isReady = false
      this.after(STALL_LIMIT_MS, () => this.socket?.destroy())
    }
  }

  private textOf({ event, method }: WaitingEvent): string {
    const { eventParam, reliableMode } = this.options
    const options: EventTextOptions = { method, ...(eventParam !== undefined && { eventParam }) }
    return eventText(event, reliableMode ? { ...options, id: ++this.lastId } : options)
  }

  private acknowledge(id: number): void {
    if (id !== this.awaitedId) return
    this.cancelTimer()
    this.awaitedId = undefined
    this.done()
    this.write()
  }

  private done(): void {
    this.waiting.shift()
    this.isFull = false
    this.failures = 0
  }

  private giveUp(): void {
    this.warn('no reply to an event; it is given up')
    this.options.onDropped(1)
    this.awaitedId = undefined
    this.done()
    this.write()
  }

  private lose(): void {
    this.cancelTimer()
    this.socket = undefined
    this.isReady = false
    this.awaitedId = undefined
    if (this.isClosed || this.waiting.length === 0) return
    const delayMs = retryDelaysMs[this.failures++]
    if (delayMs !== undefined) {
      this.after(delayMs, () => this.connect())
      return
    }
    this.warn(`it cannot be reached; ${this.waiting.length} events are given up`)
    this.options.onDropped(this.waiting.length)
    this.waiting.length = 0
    this.isFull = false
    this.failures = 0
  }

  private after(delayMs: number, fire: () => void): void {
    this.cancelTimer()
    this.cancelTimer = this.options.clock.setTimer(delayMs, fire)
  }

  private warn(what: string): void {
    this.options.logger.warn(`management: events to tcp:${this.place.host}:${this.place.port}: ${what}`)
  }
}
