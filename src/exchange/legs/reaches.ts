import type { Clock } from '../../base/clock.ts'
import { CellvoiceError } from '../../base/error.ts'
import type { Leg, LegState } from '../leg.ts'

/**
 * Resolves when a leg is in a state, at once if it is.
 * @throws CellvoiceError NO_SUCH_CALL when it ends first; AT_TIMEOUT when it is not there after `limitMs`.
 */
export function reaches(leg: Leg, wanted: LegState, clock: Clock, limitMs: number): Promise<void> {
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
    cancel = clock.setTimer(limitMs, () => {
      stop()
      reject(new CellvoiceError('AT_TIMEOUT', { detail: `${leg.id} is ${leg.state} still, not ${wanted}` }))
    })
    stop = leg.onState(look)
    look(leg.state)
  })
}
