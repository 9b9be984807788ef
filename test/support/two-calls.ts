import { CellularLeg } from '../../src/exchange/legs/cellular-leg.ts'
import { type ConnectedLeg, recentValue, ringing, type SimulatedExchange } from './simulated-exchange.ts'
import { untilTrue } from './until.ts'

/** A second call on line `a` beside one that is through: the first is held then. @param until how far it gets. */
export async function callBeside(
  { exchange, wait, clock, network }: SimulatedExchange,
  first: Pick<ConnectedLeg, 'leg'>,
  until: 'alerting' | 'active' = 'active',
  says?: number,
): Promise<ConnectedLeg> {
  const leg = await wait(exchange.dial(ringing, { beside: first.leg }))
  await untilTrue(clock, () => leg.state === 'alerting' && first.leg.state === 'held')
  const far = network.subscriber(ringing).call
  if (!far) throw new Error('nobody was called')
  const heard = recentValue()
  far.listen(heard.hear)
  if (until === 'active') {
    far.answer()
    await untilTrue(clock, () => leg.state === 'active')
    if (says !== undefined) far.speak(new Int16Array(8000 * 120).fill(says))
  }
  return { leg, far, hears: heard.value }
}

/** The leg as what it is: only calls on lines can be held, and have a gate. */
export function cellular({ leg }: Pick<ConnectedLeg, 'leg'>): CellularLeg {
  if (!(leg instanceof CellularLeg)) throw new Error(`${leg.id} is no call on a line`)
  return leg
}
