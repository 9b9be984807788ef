import type { CancelTimer, Clock } from '../../base/clock.ts'
import type { Logger } from '../../base/logger.ts'
import { eventIds } from './event-ids.ts'
import { type EventSocket, parseEventSocket } from './event-socket.ts'
import type { EventParam, RaisedEvent } from './event-text.ts'

/** A subscription as it is listed. */
export interface Subscriber {
  readonly socket: string
  /** As asked for, in seconds. */
  readonly expireS: number
  /** What is left of it. */
  readonly ttlS: number
}

/** Who sends the events. */
export interface EventDelivery {
  send(socket: EventSocket, event: RaisedEvent): void
  /** Told whenever a subscription ends: what nobody wants any more can be closed. */
  keepOnly(sockets: readonly EventSocket[]): void
}

/** What {@link Subscriptions} are made of. */
export interface SubscriptionsOptions {
  readonly clock: Clock
  readonly logger: Logger
  readonly delivery: EventDelivery
  /** Whether events may be sent to an address. */
  readonly mayReach: (address: string) => boolean
}

interface Subscription {
  readonly socket: EventSocket
  expireS: number
  endsMs: number
}

/** More than any installation has: beyond it somebody subscribes in a loop. */
const MAX_SUBSCRIPTIONS = 256
/** A timer of the system holds 24 days at most; a long wait is cut into pieces. */
const LONGEST_WAIT_MS = 3_600_000

/** Who is to be told of which event, and until when. */
export class Subscriptions {
  private readonly options: SubscriptionsOptions
  /** By the name of the event, the newest first. */
  private readonly byEvent = new Map<string, Subscription[]>()
  private cancelTimer: CancelTimer = () => {}

  constructor(options: SubscriptionsOptions) {
    this.options = options
  }

  /** How many there are. */
  get size(): number {
    this.sweep()
    return this.all().length
  }

  /**
   * Begins, prolongs or, with 0 seconds, ends a subscription.
   * @returns `refused` for an unknown event, and a socket that cannot or may not be reached; `full` beyond 256.
   */
  subscribe(event: string, socketText: string, expireS: number): 'done' | 'refused' | 'full' {
    this.sweep()
    const socket = parseEventSocket(socketText)
    if (!eventIds.has(event) || !socket) return 'refused'
    if (!this.options.mayReach(socket.address)) {
      this.options.logger.warn(
        `management: events may not be sent to ${socket.text}: its network is not in access.networks`,
      )
      return 'refused'
    }
    const told = this.byEvent.get(event) ?? []
    const known = told.find(each => each.socket.text === socket.text)
    if (!known && expireS > 0 && this.all().length >= MAX_SUBSCRIPTIONS) return 'full'
    const endsMs = this.options.clock.now() + expireS * 1000
    if (known) Object.assign(known, { expireS, endsMs })
    else if (expireS > 0) this.byEvent.set(event, [{ socket, expireS, endsMs }, ...told])
    this.sweep()
    this.awaitNextEnd()
    return 'done'
  }

  /** Those of an event, the newest first. */
  of(event: string): readonly Subscriber[] {
    this.sweep()
    return (this.byEvent.get(event) ?? []).map(subscription => this.shown(subscription))
  }

  /** The one of a socket. */
  find(event: string, socketText: string): Subscriber | undefined {
    const text = parseEventSocket(socketText)?.text
    return this.of(event).find(({ socket }) => socket === text)
  }

  /** Tells the subscribers of an event. */
  publish(event: RaisedEvent): void {
    this.sweep()
    for (const { socket } of this.byEvent.get(event.name) ?? []) this.options.delivery.send(socket, event)
  }

  /** As {@link publish}, in a later turn: who raised it is to have the reply first. */
  raise(name: string, params: readonly EventParam[]): void {
    setImmediate(() => this.publish({ name, params }))
  }

  /** Ends all. */
  close(): void {
    this.cancelTimer()
    this.byEvent.clear()
    this.options.delivery.keepOnly([])
  }

  private all(): readonly Subscription[] {
    return [...this.byEvent.values()].flat()
  }

  private shown({ socket, expireS, endsMs }: Subscription): Subscriber {
    return { socket: socket.text, expireS, ttlS: Math.ceil((endsMs - this.options.clock.now()) / 1000) }
  }

  private sweep(): void {
    const now = this.options.clock.now()
    if (this.all().every(({ endsMs }) => endsMs > now)) return
    for (const [event, subscriptions] of this.byEvent) {
      this.byEvent.set(
        event,
        subscriptions.filter(({ endsMs }) => endsMs > now),
      )
    }
    this.options.delivery.keepOnly(this.all().map(({ socket }) => socket))
  }

  private awaitNextEnd(): void {
    this.cancelTimer()
    const ends = this.all().map(({ endsMs }) => endsMs)
    if (ends.length === 0) return
    const waitMs = Math.min(LONGEST_WAIT_MS, Math.min(...ends) - this.options.clock.now())
    this.cancelTimer = this.options.clock.setTimer(Math.max(1, waitMs), () => {
      this.sweep()
      this.awaitNextEnd()
    })
  }
}
