import type { SentCause } from '../../../exchange/leg.ts'
import type { ChannelParts } from '../channel-parts.ts'
import { type Clearing, normalClearing } from '../clearing.ts'
import { CLEARING_MS } from '../limits.ts'
import { enter } from '../refuse.ts'
import { waitUntil, within } from '../wait.ts'
import { State } from '../words/state.ts'

/** What was sent is known this long after the call is over. */
const REPORT_MS = 1_000

/** Hangs up; whoever else waits for something of this call sees it end. @returns the state, not IDLE after 60 s. */
export async function hangUp(parts: ChannelParts): Promise<State> {
  if (enter(parts, 'hangUp') === 'state') return parts.life.state
  return release(parts, normalClearing)
}

/**
 * Ends the call and waits until it is over, at most 60 s.
 * @param as How the end counts.
 * @param number What is sent, 3GPP TS 24.008 10.5.4.11.
 * @returns the state.
 */
export async function release(parts: ChannelParts, as: Clearing, number?: number): Promise<State> {
  const { life, clock } = parts
  const told = life.release(as, number)
  const waited = await waitUntil([life], { clock, ms: CLEARING_MS }, () => (life.isIdle ? true : undefined))
  if (waited.kind === 'done' && number !== undefined) {
    const sent = await within({ clock, ms: REPORT_MS }, told)
    if (sent.kind === 'done' && sent.value) noteSent(parts, sent.value, as)
  }
  return waited.kind === 'done' ? State.IDLE : life.state
}

function noteSent({ diagnostics }: ChannelParts, { requested, sent }: SentCause, as: Clearing): void {
  if (sent === requested) return
  const done = sent === null ? 'the module chose the cause' : `cause ${sent} was sent`
  diagnostics.note('reject', `cause ${requested} (${as.cause})`, done)
}

/** As {@link release}, for a call that we made: one whose line has not said anything yet is over at once. */
export async function giveUp(parts: ChannelParts, as: Clearing): Promise<State> {
  const { life } = parts
  if (life.state !== State.CALL_OUTGOING || life.leg) return release(parts, as)
  life.end(as)
  return life.state
}
