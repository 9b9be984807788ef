import { bridgeSessions } from '../../audio/media/bridge-sessions.ts'
import { CellvoiceError } from '../../base/error.ts'
import type { Logger } from '../../base/logger.ts'
import type { Leg } from '../leg.ts'
import type { Bridge } from './bridge.ts'
import { beginBridge } from './bridge-life.ts'
import { carryKeys } from './carry-keys.ts'

/**
 * Lets two legs hear each other by samples through the host.
 * @throws CellvoiceError WRONG_CALL_STATE when somebody speaks to either leg; as {@link Leg.session}.
 */
export async function bridgeSound(one: Leg, other: Leg, logger: Logger): Promise<Bridge> {
  const life = beginBridge(one, other)
  try {
    const sessions = await Promise.all([one.session(), other.session()])
    if (life.isOver) throw new CellvoiceError('NO_SUCH_CALL', { detail: `${one.id} or ${other.id} has ended` })
    const bridge = bridgeSessions(...sessions)
    life.onOver(() => bridge.close())
    for (const session of sessions) {
      void session.ended.then(reason => reason && life.end({ kind: 'failed', reason }))
    }
  } catch (error) {
    life.end({ kind: 'closed' })
    throw error
  }
  if (one.kind !== 'cellular' || other.kind !== 'cellular') {
    life.onOver(carryKeys(one, other, logger))
    life.onOver(carryKeys(other, one, logger))
  }
  return {
    kind: 'sound',
    legs: [one, other],
    ended: life.ended,
    close: async () => life.end({ kind: 'closed' }),
  }
}
