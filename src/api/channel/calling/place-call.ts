import { CellvoiceError } from '../../../base/error.ts'
import type { Leg } from '../../../exchange/leg.ts'
import type { ChannelLife } from '../channel-life.ts'
import type { ChannelParts } from '../channel-parts.ts'
import { type Clearing, clearingOfRefusal, normalClearing, timedOut } from '../clearing.ts'
import { ACKNOWLEDGEMENT_MS } from '../limits.ts'
import { refusal } from '../refuse.ts'
import { type Limit, type Waited, waitUntil, within } from '../wait.ts'
import { Cause } from '../words/cause.ts'
import { UASException } from '../words/exceptions.ts'
import { State } from '../words/state.ts'
import { giveUp } from './release.ts'

/** Brings the leg of a call, or says why there is none. */
export type BringLeg = () => Promise<{ readonly leg: Leg } | { readonly refused: Clearing }>

/**
 * Begins a call, whose state is CALL_OUTGOING at once.
 * @returns whether it has started; its state says what became of it since.
 * @throws UASError for an argument that the exchange does not take; the call is over then.
 */
export async function placeCall(
  { life }: Pick<ChannelParts, 'life'>,
  method: string,
  bring: BringLeg,
): Promise<boolean> {
  const call = life.begin(State.CALL_OUTGOING, method)
  try {
    const brought = await bring()
    if (!life.isGoingOn(call)) {
      // It was given up meanwhile, and nobody else knows of the leg.
      if ('leg' in brought) await brought.leg.hangUp().catch(() => {})
      return false
    }
    if ('refused' in brought) life.end(brought.refused)
    else life.attach(brought.leg)
    return 'leg' in brought
  } catch (error) {
    if (!life.isGoingOn(call)) return false
    if (CellvoiceError.is(error) && error.code !== 'INVALID_ARGUMENT') {
      life.end(clearingOfRefusal(error))
      return false
    }
    life.end({ cause: Cause.ERROR, rawCause: '' })
    throw error instanceof UASException ? error : refusal(life, method, `failed: ${String(error)}`, error)
  }
}

/** A call that was given no time at all: nothing rings anywhere. */
export function giveUpAtOnce(life: ChannelLife, method: string): State {
  life.begin(State.CALL_OUTGOING, method)
  life.end(timedOut)
  return life.state
}

/**
 * Waits until a call that was begun is answered, and who answered is known where that was asked for; one that is not
 * answered in time is given up.
 * @returns the state: IDLE where it came to nothing.
 */
export async function untilAnswered(parts: ChannelParts, begun: Promise<boolean>, limit: Limit): Promise<State> {
  const { life } = parts
  // What it throws is thrown below, once the state has followed.
  begun.catch(() => {})
  try {
    const waited = await waitUntil([life], limit, () =>
      life.state === State.CALL_OUTGOING || life.state === State.RING_OUTGOING ? undefined : life.state,
    )
    if (waited.kind === 'timeout') return await giveUp(parts, timedOut)
    await begun
    // Who hears of the end may have begun the next call, which is not waited for here.
    if (waited.value === State.IDLE) return waited.value
    const known = await untilFarEndKnown(parts, limit)
    return known.kind === 'done' ? known.value : life.state
  } catch (error) {
    if (limit.signal?.aborted) void giveUp(parts, normalClearing)
    throw error
  }
}

/**
 * Waits for the acknowledgement that a call has started; without one it is given up.
 * @returns whether there is a call.
 */
export async function untilStarted(parts: ChannelParts, begun: Promise<boolean>): Promise<boolean> {
  const { life, clock } = parts
  const limit = { clock, ms: ACKNOWLEDGEMENT_MS }
  const waited = await within(limit, begun)
  if (waited.kind === 'timeout') {
    await giveUp(parts, timedOut)
    return false
  }
  // A leg that has ended already tells its cause in a moment.
  await waitUntil([life], limit, () => (life.leg?.state === 'ended' ? undefined : true))
  return !life.isIdle
}

/** The detection of who answered has a limit of its own. */
function untilFarEndKnown({ life, clock }: ChannelParts, { signal }: Limit): Promise<Waited<State>> {
  return waitUntil([life], { clock, ms: null, signal }, () =>
    life.isIdle || !life.isClassifying ? life.state : undefined,
  )
}
