import { ManualClock } from '../../src/base/manual-clock.ts'
import { Exchange } from '../../src/exchange/exchange.ts'
import { type SimulatedModule, startSimulator } from '../../src/simulator/index.ts'

const LINES = 8
const STEP_MS = 100

/** A running exchange on simulated modules, in time that the test moves. */
export interface EightLines {
  readonly clock: ManualClock
  readonly exchange: Exchange
  /** In the order of the lines, which are called `line-0` and so on. */
  readonly modules: readonly SimulatedModule[]
  /** For each line the number of somebody who rings and answers. */
  readonly friends: readonly string[]
}

/** Opens it, and waits until its lines are ready. */
export async function eightLines(): Promise<EightLines> {
  const clock = new ManualClock()
  const { network, modules } = await startSimulator({
    clock,
    modules: Array.from({ length: LINES }, () => ({ family: 'ec25' as const, amrEncoder: null, amrDecoder: null })),
  })
  const friends = modules.map((_, index) => `55512${index}0`)
  for (const friend of friends) {
    const steps = [{ afterMs: 0, does: 'alert' } as const, { afterMs: 900, does: 'answer' } as const]
    network.subscriber(friend).behave({ summary: 'rings and answers', steps })
  }
  const lines = modules.map((module, index) => ({
    name: `line-${index}`,
    port: { transport: module.transport() },
    audio: 'none' as const,
  }))
  let exchange: Exchange | undefined
  void Exchange.open({ lines, clock, orphans: 'end' }).then(opened => {
    exchange = opened
  })
  while (!exchange) await clock.advance(STEP_MS)
  await clock.advance(1_000)
  return { clock, exchange, modules, friends }
}
