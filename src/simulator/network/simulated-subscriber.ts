import type { Clock } from '../../base/clock.ts'
import type { Behaviour } from './behaviour.ts'
import { type Clearing, isEstablished, type Leg } from './leg.ts'
import { type Line, newLine } from './line.ts'
import { OpenCall, type SubscriberCall } from './subscriber-call.ts'
import type { Switching } from './switching.ts'
import type { Terminal } from './terminal.ts'

/** A telephone on the simulated network that is no module: one that behaves as the plan says, or one moved by hand. */
export class SimulatedSubscriber implements Terminal {
  readonly reachable = true
  readonly line: Line
  private readonly switching: Switching
  private readonly clock: Clock
  private behaviour: Behaviour
  private readonly open = new Map<Leg, OpenCall>()
  private lastCall: OpenCall | undefined

  constructor(number: string, behaviour: Behaviour, switching: Switching, clock: Clock) {
    this.line = newLine(number, this, true)
    this.behaviour = behaviour
    this.switching = switching
    this.clock = clock
  }

  get number(): string {
    return this.line.number
  }

  /** The latest call from or to this subscriber, also when it is over. */
  get call(): SubscriberCall | undefined {
    return this.lastCall
  }

  /** The calls that are not over. */
  get calls(): readonly SubscriberCall[] {
    return [...this.open.values()]
  }

  /** Behaves like this from the next call on. */
  behave(behaviour: Behaviour): void {
    this.behaviour = behaviour
  }

  /** Calls `number`; `withheld` hides the subscriber's own. */
  dial(number: string, { withheld = false }: { withheld?: boolean } = {}): SubscriberCall {
    return this.add(this.switching.dial(this.line, number, withheld))
  }

  incoming(leg: Leg): void {
    this.add(leg).follow(this.behaviour.steps)
  }

  alerting(): void {}

  connected(): void {}

  released(leg: Leg, clearing: Clearing): void {
    const call = this.open.get(leg)
    this.open.delete(leg)
    call?.ended(clearing.cause)
    const { callsBackAfterMs } = this.behaviour
    if (
      callsBackAfterMs !== undefined &&
      isEstablished({ state: clearing.from }) &&
      leg.direction === 'incoming' &&
      leg.number !== ''
    ) {
      this.clock.setTimer(callsBackAfterMs, () => this.dial(leg.number))
    }
  }

  holdChanged(): void {}

  notified(): void {}

  heard(leg: Leg, key: string): void {
    this.open.get(leg)?.hear(key)
  }

  hears(leg: Leg, frame: Int16Array): void {
    this.open.get(leg)?.hearFrame(frame)
  }

  says(leg: Leg, frame: Int16Array): boolean {
    return this.open.get(leg)?.nextFrame(frame) ?? false
  }

  private add(leg: Leg): OpenCall {
    const call = new OpenCall(leg, this.switching, this.clock)
    this.open.set(leg, call)
    this.lastCall = call
    return call
  }
}
