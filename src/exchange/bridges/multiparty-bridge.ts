import type { Clock } from '../../base/clock.ts'
import { CellvoiceError } from '../../base/error.ts'
import type { Modem } from '../../calls/modem.ts'
import type { LegState } from '../leg.ts'
import type { CellularLeg } from '../legs/cellular-leg.ts'
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
    await Promise.all([reaches(one, 'active', clock), reaches(other, 'active', clock)])
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
      await reaches(other, 'held', clock)
      life.end({ kind: 'closed' })
    },
  }
}

/** @throws CellvoiceError NO_SUCH_CALL when it ends first; AT_TIMEOUT when nothing happens. */
function reaches(leg: CellularLeg, wanted: LegState, clock: Clock): Promise<void> {
  return new Promise((resolve, reject) => {
    let stop = () => {}
    let cancel = () => {}
    const look = (state: LegState) => {
      if (state !== wanted && state !== 'ended') return
      stop()
      cancel()
      if (state === wanted) resolve()
      else reject(new CellvoiceError('NO_SUCH_CALL', { detail: `${leg.id} has ended` }))
    }
    cancel = clock.setTimer(CHANGE_LIMIT_MS, () => {
      stop()
      reject(new CellvoiceError('AT_TIMEOUT', { detail: `${leg.id} is ${leg.state} still, not ${wanted}` }))
    })
    stop = leg.onState(look)
    look(leg.state)
  })
}
