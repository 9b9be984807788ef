import type { ChannelParts } from '../channel-parts.ts'
import { enter, refusal } from '../refuse.ts'
import { Cause } from '../words/cause.ts'
import { State } from '../words/state.ts'
import { rejectCauseOf, rejectCauseOfRaw, rejectCauses } from './reject-cause.ts'
import { release } from './release.ts'

/** What a call is rejected with. */
export interface RejectOptions {
  /** One of the nine that a call may be rejected with. Default REJECTED. */
  readonly cause?: Cause | null | undefined
  /** A SIP response code or `q850:` and a number, in place of `cause`. */
  readonly rawCause?: string | number | null | undefined
}

/**
 * Rejects the call, or releases it where it is up already.
 * @returns the state; ERROR where the raw cause cannot be sent, and then nothing was.
 */
export async function reject(parts: ChannelParts, { cause, rawCause }: RejectOptions): Promise<State> {
  const { life, diagnostics } = parts
  if (enter(parts, 'reject') === 'state') return life.state
  if (rawCause !== null && rawCause !== undefined) {
    const raw = rejectCauseOfRaw(rawCause)
    if (raw) return release(parts, raw.as, raw.number)
    diagnostics.note('reject', `raw cause ${rawCause}`, 'nothing was sent')
    return State.ERROR
  }
  const known = rejectCauseOf(cause ?? Cause.REJECTED)
  if (!known) throw refusal(life, 'reject', `takes one of ${rejectCauses.join(', ')}, not ${String(cause)}`)
  return release(parts, known.as, known.number)
}
