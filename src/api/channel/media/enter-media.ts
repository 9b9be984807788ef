import type { Leg } from '../../../exchange/leg.ts'
import { claimUplink } from '../../../exchange/legs/uplink-claim.ts'
import type { ChannelParts } from '../channel-parts.ts'
import { hangup, refusal } from '../refuse.ts'
import { State } from '../words/state.ts'

/**
 * The leg of the call that is answered.
 * @throws Hangup when the call is over; UASError in any other state.
 */
export function answeredLeg({ life }: ChannelParts, method: string): Leg {
  if (life.isIdle) throw hangup(life, method)
  if (life.state !== State.ANSWERED || !life.leg) throw refusal(life, method, `cannot be called in ${life.state}`)
  return life.leg
}

/**
 * As {@link answeredLeg}, for those who want to be heard by the far end.
 * @throws UASError also when the call is connected to another: its far end hears that one.
 */
export function transmittingLeg(parts: ChannelParts, method: string): Leg {
  const leg = answeredLeg(parts, method)
  const { life } = parts
  if (life.connection.kind === 'joined' || life.connection.kind === 'joining') {
    throw refusal(life, method, 'cannot be called while the call is connected to another')
  }
  return leg
}

/** Makes `by` the one whom the far end hears. @returns gives it back. @throws UASError when somebody else is heard already. */
export function claimFarEnd({ life }: ChannelParts, method: string, leg: Leg, by: string): () => void {
  try {
    return claimUplink(leg, by)
  } catch (error) {
    throw refusal(life, method, 'finds that something is played already', error)
  }
}

/** Whether the call of a leg is over, or about to be. */
export function isOver({ life }: ChannelParts, leg: Leg): boolean {
  return leg.state === 'ended' || life.leg !== leg
}
