import { CallOps } from '../../src/api/callops/call-ops.ts'
import type { CallOpsEvent } from '../../src/api/callops/call-ops-event.ts'
import type { CallOpsOptions } from '../../src/api/callops/call-ops-options.ts'
import { lineOf } from './scripted-call-ops.ts'
import { type SimulatedExchangeOptions, simulatedExchange } from './simulated-exchange.ts'
import { pass, untilTrue } from './until.ts'

/** Call operations on simulated modules. Call-ids are `call-1`, `call-2` … in the order in which calls come up. */
export async function simulatedCallOps(options: Partial<CallOpsOptions> = {}, modules: SimulatedExchangeOptions = {}) {
  const made = await simulatedExchange({ modules: [{}, {}], ...modules })
  const { exchange, clock, timers } = made
  let count = 0
  const callOps = new CallOps({ exchange, clock: timers, newCallid: () => `call-${++count}`, ...options })
  const events: CallOpsEvent[] = []
  callOps.events$.subscribe(event => events.push(event))
  /** What was told since the last time, each in a line. */
  const told = () => events.splice(0).map(lineOf)
  /** Lets so many ms pass, and tells what was told meanwhile. */
  const during = async (ms: number) => {
    await pass(clock, ms)
    return told()
  }
  /** What was told once something was told that ends so. */
  const until = async (end: RegExp) => {
    await untilTrue(clock, () => events.some(event => end.test(lineOf(event))), 300_000)
    // What comes after it in the same moment belongs to it.
    return during(200)
  }
  return { ...made, callOps, during, until }
}
