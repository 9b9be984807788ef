import type { Clock } from '../../base/clock.ts'
import { CellvoiceError } from '../../base/error.ts'
import type { Modem } from '../../calls/modem.ts'
import type { CellularLeg } from '../legs/cellular-leg.ts'
import { reaches } from '../legs/reaches.ts'
import type { Bridge } from './bridge.ts'
import { beginBridge } from './bridge-life.ts'

/** How long the network may take to join or part calls after it accepted. */
const CHANGE_LIMIT_MS = 10_000

/** What a {@link bridgeOnModule} needs of the line. */
export interface MultipartyLine {
  readonly clock: Clock
  readonly modem: Pick<Modem, 'holdOperation'>
}

/**
 * Joins two calls of one module in the network (3GPP TS 22.084): one is active, the other held.
 * @throws CellvoiceError WRONG_CALL_STATE unless they are so, or somebody speaks to either; AT_ERROR where the network has
 *   no such service; AT_TIMEOUT, PORT_LOST.
 */
export async function bridgeOnModule(
  one: CellularLeg,
  other: CellularLeg,
  { clock, modem }: MultipartyLine,
): Promise<Bridge> {
  const states = [one.state, other.state].sort().join(' and ')
  if (states !== 'active and held') {
    throw new CellvoiceError('WRONG_CALL_STATE', {
      detail: `of two calls on one module one is active and the other held, not ${states}`,
    })
  }
  const life = beginBridge(one, other)
  try {
    await modem.holdOperation({ kind: 'join' })
    await Promise.all([
      reaches(one, 'active', clock, CHANGE_LIMIT_MS),
      reaches(other, 'active', clock, CHANGE_LIMIT_MS),
    ])
  } catch (error) {
    life.end({ kind: 'closed' })
    throw error
  }
  return {
    kind: 'multiparty',
    legs: [one, other],
    ended: life.ended,
    async close() {
      if (life.isOver) return
      await modem.holdOperation({ kind: 'private', index: one.call.index })
      await reaches(other, 'held', clock, CHANGE_LIMIT_MS)
      life.end({ kind: 'closed' })
    },
  }
}
