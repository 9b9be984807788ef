import { ManualClock } from '../../src/base/manual-clock.ts'
import { Modem } from '../../src/calls/modem.ts'
import {
  type FamilyName,
  type SimulatedModule,
  type SimulatedNetwork,
  type SubscriberCall,
  startSimulator,
} from '../../src/simulator/index.ts'
import { type CallAccounts, callAccounts } from './call-accounts.ts'

/** The subscriber who answers at once and stays. */
export const answering = '5550101'
/** Others who answer at once, for a second call. */
export const secondAnswering = '5551236'
const STEP_MS = 50
/** A script waits no longer than this for what may never come. */
const PATIENCE_MS = 4_000

/** A modem on a simulated module, in time that moves only here. */
export interface CutWorld {
  readonly clock: ManualClock
  readonly module: SimulatedModule
  readonly network: SimulatedNetwork
  readonly modem: Modem
  readonly accounts: CallAccounts
  /** Asks for something, and waits a few seconds for what comes of it: undefined where nothing came, or a failure. */
  ask<T>(promise: Promise<T>): Promise<T | undefined>
  /** Waits a few seconds until something is so, or for nothing. */
  reach(isSo: () => boolean, limitMs?: number): Promise<boolean>
  pass(ms: number): Promise<void>
  /** A subscriber calls the module. */
  callIn(from: string): SubscriberCall
  /** How much of what was asked has come to no end yet. */
  readonly unanswered: number
}

/** A world whose modem is ready. */
export async function cutWorld(family: FamilyName): Promise<CutWorld> {
  const clock = new ManualClock()
  const { network, modules } = await startSimulator({
    clock,
    modules: [{ family, amrEncoder: null, amrDecoder: null }],
  })
  const [module] = modules
  if (!module) throw new Error('no module')
  network.subscriber(secondAnswering).behave({ summary: 'answers at once', steps: [{ afterMs: 0, does: 'answer' }] })
  const modem = new Modem({ transport: module.transport(), clock })
  const accounts = callAccounts(modem)
  let unanswered = 0
  const reach = async (isSo: () => boolean, limitMs = PATIENCE_MS) => {
    const endMs = clock.now() + limitMs
    while (!isSo()) {
      if (clock.now() >= endMs) return false
      await clock.advance(STEP_MS)
    }
    return true
  }
  const ask = async <T>(promise: Promise<T>): Promise<T | undefined> => {
    let outcome: { readonly value?: T } | undefined
    unanswered++
    const settle = (settled: { readonly value?: T }) => {
      outcome = settled
      unanswered--
    }
    promise.then(
      value => settle({ value }),
      () => settle({}),
    )
    await reach(() => outcome !== undefined)
    return outcome?.value
  }
  await Promise.all([modem.open(), clock.advance(200)])
  if (modem.state.kind !== 'ready') throw new Error(`the modem is ${modem.state.kind}`)
  return {
    clock,
    module,
    network,
    modem,
    accounts,
    ask,
    reach,
    pass: ms => clock.advance(ms),
    callIn: from => network.call(from, module.number),
    get unanswered() {
      return unanswered
    },
  }
}
