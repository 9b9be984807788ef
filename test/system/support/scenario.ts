import { expect, vi } from 'vitest'
import type { FamilyName, SimulatedModule, Simulator, SubscriberCall } from '../../../src/simulator/index.ts'

/** A client as a scenario sees it. */
export interface Client {
  /** Its calls and how calls ended since {@link forget}, a line each: `active 5550100`, `5550100 ended: remote`. */
  shows(): Promise<readonly string[]>
  /** Forgets how calls ended. */
  forget(): Promise<void>
}

/** What the client or the network is told to do. */
export type Act<C> = (client: C, network: Network) => unknown

/** Told | the client then shows | the network then knows; both in any order, and as soon as they get there. */
export type Step<C> = readonly [tell: Act<C>, shows: readonly string[], knows: readonly string[]]

/** A story by its steps; `families` says on which modules it goes like this, when not on all. */
export type Scenario<C> = readonly [name: string, steps: readonly Step<C>[], families?: readonly FamilyName[]]

/** The scenarios that go as they are written on a module of `family`. */
export function scenariosOn<C>(
  family: FamilyName,
  scenarios: readonly Scenario<C>[],
): [name: string, steps: readonly Step<C>[]][] {
  return scenarios.flatMap(([name, steps, families]) => ((families?.includes(family) ?? true) ? [[name, steps]] : []))
}

/** Nothing is told: time does it. */
export const wait = (): void => {}

/** How long a step may take: ModemManager looks at its calls every two seconds. */
export const patience = { timeout: 15_000, interval: 50 }

/** The truth of the simulator about one module and the subscribers of a scenario. */
export class Network {
  private readonly simulator: Simulator
  readonly module: SimulatedModule
  private readonly numbers: readonly string[]
  private readonly past = new Set<SubscriberCall>()

  /** `numbers` are the subscribers that matter; asking for them assigns the numbers that are not in the plan. */
  constructor(simulator: Simulator, numbers: readonly string[]) {
    const [module] = simulator.modules
    if (!module) throw new Error('a simulator has a module')
    this.simulator = simulator
    this.module = module
    this.numbers = numbers
    for (const number of numbers) simulator.network.subscriber(number)
  }

  /** Subscriber `number` calls the module. */
  call(number: string, options: { withheld?: boolean } = {}): void {
    this.simulator.network.call(number, this.module.number, options)
  }

  /** The latest call of a subscriber. */
  callOf(number: string): SubscriberCall {
    const { call } = this.simulator.network.subscriber(number)
    if (!call) throw new Error(`${number} has no call`)
    return call
  }

  /**
   * The calls of the module, `active 5550100` or `active 5550100 in conference`, and what stands out at the other end:
   * `5550100 on hold`, `5550100 heard 12#`, `5550100 sees no number`, `5550100 called by 5550199`, `5550100 cleared 16`.
   */
  knows(): readonly string[] {
    const calls = this.module
      .truth()
      .map(({ state, number, multiparty }) => `${state} ${number}${multiparty ? ' in conference' : ''}`)
    return [...calls, ...this.numbers.flatMap(number => this.standsOut(number))]
  }

  /** Ends what is left of a scenario; what has been until now is not shown any more. */
  async tidy(): Promise<void> {
    for (const number of this.numbers) for (const call of this.simulator.network.subscriber(number).calls) call.hangUp()
    await vi.waitFor(() => expect(this.module.truth()).toEqual([]), patience)
    for (const number of this.numbers) {
      const { call } = this.simulator.network.subscriber(number)
      if (call) this.past.add(call)
    }
  }

  private standsOut(number: string): string[] {
    const { call } = this.simulator.network.subscriber(number)
    if (!call || this.past.has(call)) return []
    return [
      call.heldByFarEnd && 'on hold',
      call.heard !== '' && `heard ${call.heard}`,
      call.number === '' && 'sees no number',
      call.direction === 'incoming' && this.numbers.includes(call.number) && `called by ${call.number}`,
      call.cause !== undefined && `cleared ${call.cause}`,
    ].flatMap(fact => (fact ? [`${number} ${fact}`] : []))
  }
}

/** Plays the steps of a scenario one after the other. */
export async function play<C extends Client>(client: C, network: Network, steps: readonly Step<C>[]): Promise<void> {
  for (const [index, [tell, shows, knows]] of steps.entries()) {
    await tell(client, network)
    const wanted = { step: index + 1, shows: [...shows].sort(), knows: [...knows].sort() }
    await vi.waitFor(async () => {
      const seen = { step: index + 1, shows: [...(await client.shows())].sort(), knows: [...network.knows()].sort() }
      expect(seen).toEqual(wanted)
    }, patience)
  }
}

/** Ends what is left of a scenario, also in the eyes of the client. */
export async function tidy(client: Client, network: Network): Promise<void> {
  await network.tidy()
  await vi.waitFor(async () => {
    await client.forget()
    expect(await client.shows()).toEqual([])
  }, patience)
}
