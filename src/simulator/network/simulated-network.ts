import type { Clock } from '../../base/clock.ts'
import { CellvoiceError } from '../../base/error.ts'
import type { Behaviour } from './behaviour.ts'
import { emergencyNumbers } from './emergency-numbers.ts'
import type { Line } from './line.ts'
import { behaviourOf } from './plan.ts'
import { SimulatedSubscriber } from './simulated-subscriber.ts'
import type { SubscriberCall } from './subscriber-call.ts'
import { Switching } from './switching.ts'

const byHand: Behaviour = { summary: 'rings until told otherwise', steps: [{ afterMs: 0, does: 'alert' }] }

/** A cellular network with its subscribers. The numbers of the plan are described in docs/simulator.md. */
export class SimulatedNetwork {
  /** Calls between lines; modules use it. */
  readonly switching: Switching
  private readonly clock: Clock
  private readonly moduleLines: Line[] = []
  private readonly subscribers = new Map<string, SimulatedSubscriber>()

  constructor(clock: Clock) {
    this.clock = clock
    this.switching = new Switching(clock, number => this.find(number))
  }

  /** Puts a module's line on the network. */
  attach(line: Line): void {
    this.moduleLines.push(line)
  }

  /**
   * The subscriber with this number: one of the plan, or else a telephone that rings until the test moves it.
   * Once asked for, the number is assigned.
   * @throws CellvoiceError INVALID_ARGUMENT for an emergency number or the number of a module.
   */
  subscriber(number: string): SimulatedSubscriber {
    const known = this.subscribers.get(number)
    if (known) return known
    if (emergencyNumbers.has(number) || this.moduleLine(number)) {
      throw new CellvoiceError('INVALID_ARGUMENT', { detail: `${number} is a module's or an emergency number` })
    }
    const subscriber = new SimulatedSubscriber(number, behaviourOf(number) ?? byHand, this.switching, this.clock)
    this.subscribers.set(number, subscriber)
    return subscriber
  }

  /** Lets subscriber `from` call `to`; `withheld` hides the number of `from`. */
  call(from: string, to: string, options: { withheld?: boolean } = {}): SubscriberCall {
    return this.subscriber(from).dial(to, options)
  }

  private find(number: string): Line | undefined {
    const module = this.moduleLine(number)
    if (module) return module
    if (this.subscribers.has(number) || behaviourOf(number)) return this.subscriber(number).line
    return undefined
  }

  private moduleLine(number: string): Line | undefined {
    const digits = number.replace(/^\+/, '')
    return this.moduleLines.find(line => line.number.replace(/^\+/, '') === digits)
  }
}
