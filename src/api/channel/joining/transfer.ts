import type { Bridge } from '../../../exchange/bridges/bridge.ts'
import { type BringLeg, giveUpAtOnce, placeCall } from '../calling/place-call.ts'
import { giveUp, release } from '../calling/release.ts'
import type { ChannelParts } from '../channel-parts.ts'
import { normalClearing } from '../clearing.ts'
import { unconnected } from '../connection.ts'
import { CLEARING_MS, limitOf, type WaitOptions } from '../limits.ts'
import { enter, hangup, refusal } from '../refuse.ts'
import { waitUntil } from '../wait.ts'
import { Cause } from '../words/cause.ts'
import { State } from '../words/state.ts'
import { TransferCause } from '../words/transfer-cause.ts'
import { assertUnoccupied, isJoinedBy, join } from './connect.ts'
import { takeBackFromHold } from './take-back-from-hold.ts'
import { earlyJoin, ringTone } from './while-ringing.ts'

/** What a call is transferred to. */
export interface TransferTarget {
  readonly bring: BringLeg
  /** What the caller hears meanwhile: a tone of the channel, or what a room lets those hear who wait for it. */
  readonly whileRinging: { readonly kind: 'tone'; readonly name: string | null } | { readonly kind: 'room' }
}

/** Causes of a target that refused the call; others say that it could not be reached. */
const refusals: ReadonlySet<Cause> = new Set([
  Cause.BUSY,
  Cause.NOANSWER,
  Cause.UNOBTAINABLE,
  Cause.CHANGED,
  Cause.OUTOFORDER,
  Cause.BARRED,
  Cause.REJECTED,
])

/** May a transfer begin? @throws Hangup, UASError. */
export function enterTransfer(
  parts: ChannelParts,
  method: 'retrievableTransfer' | 'transferToConferenceRoom' | 'transferToInboundService',
  other: ChannelParts,
): void {
  const { life } = parts
  enter(parts, method)
  if (other.life === life) throw refusal(life, method, 'needs another channel')
  if (!other.life.isIdle) throw refusal(life, method, `finds the other channel in ${other.life.state}`)
  assertUnoccupied(life, method, life)
}

/**
 * Calls the target on the other channel and joins the two when it answers. Where that comes to nothing the call is back,
 * and its transfer cause says why.
 * @returns the state: TRANSFERRED, or the one before.
 * @throws Hangup when the caller leaves meanwhile.
 */
export async function transfer(
  parts: ChannelParts,
  method: string,
  other: ChannelParts,
  { bring, whileRinging }: TransferTarget,
  options: WaitOptions,
): Promise<State> {
  const { life } = parts
  const limit = limitOf(parts, method, options, 120)
  life.transferCause = TransferCause.NONE
  life.move(State.TRANSFERRING, method)
  if (limit.ms === 0) {
    giveUpAtOnce(other.life, method)
    return fail(parts, other, method, TransferCause.TIMEOUT)
  }
  const begun = placeCall(other, method, bring)
  begun.catch(() => {})
  const waiting =
    whileRinging.kind === 'tone' ? ringTone(parts, method, whileRinging.name) : earlyJoin(parts, other, method)
  const stopWatching = other.life.onChange(() => {
    if (other.life.state === State.RING_OUTGOING) waiting.start()
  })
  try {
    const waited = await waitUntil([life, other.life], limit, () => {
      if (life.isIdle || life.leg?.state === 'ended') return 'caller-left'
      if (other.life.state === State.CALL_OUTGOING || other.life.state === State.RING_OUTGOING) return undefined
      return other.life.state === State.ANSWERED ? 'answered' : 'not-answered'
    })
    stopWatching()
    const early = await waiting.stop()
    if (waited.kind === 'timeout') return await fail(parts, other, method, TransferCause.TIMEOUT)
    if (waited.value === 'caller-left') return await callerLeft(parts, other, method)
    await begun
    if (waited.value === 'not-answered')
      return await fail(parts, other, method, causeOfTarget(other.life.clearing.cause))
    const bridge = early ?? (await join(parts, other, method))
    if (bridge) return transferred(parts, other, bridge)
    if (life.leg?.state !== 'active' && life.leg?.state !== 'held') return await callerLeft(parts, other, method)
    return await fail(parts, other, method, TransferCause.FAIL)
  } catch (error) {
    stopWatching()
    await waiting.stop()
    if (life.state === State.TRANSFERRING) await fail(parts, other, method, TransferCause.FAIL)
    throw error
  }
}

/** Both are joined from now on, until the target or the caller leaves, or the call is taken back. */
function transferred(parts: ChannelParts, other: ChannelParts, bridge: Bridge): State {
  const { life, diagnostics } = parts
  life.connection = { kind: 'joined', by: 'transfer', peer: other.life, bridge }
  other.life.connection = { kind: 'joined', by: 'transfer', peer: life, bridge }
  life.transferCause = TransferCause.NORMAL
  const { leg } = life
  life.move(State.TRANSFERRED, 'joined to the target')
  void bridge.ended.then(end => {
    // Whoever closes it on purpose says what is next.
    if (end.kind === 'closed') return
    if (isJoinedBy(other.life, bridge)) other.life.connection = unconnected
    if (end.kind === 'failed') diagnostics.note('transfer', 'two calls joined', `apart: ${end.reason.message}`)
    if (end.kind === 'leg-ended' && end.leg === leg) void release(other, normalClearing)
    else if (isJoinedBy(life, bridge)) {
      life.connection = unconnected
      life.transferCause = end.kind === 'failed' ? TransferCause.FAIL : TransferCause.TARGETHANGUP
      life.settle('the target left')
    }
  })
  return life.state
}

/** The call is not transferred, and is back with its channel. @throws Hangup when it is over by then. */
async function fail(parts: ChannelParts, other: ChannelParts, method: string, cause: TransferCause): Promise<State> {
  const { life } = parts
  if (!other.life.isIdle) await giveUp(other, normalClearing)
  await takeBackFromHold(parts)
  life.transferCause = cause
  life.connection = unconnected
  if (life.isIdle || life.leg?.state === 'ended') return callerLeft(parts, other, method)
  life.settle(`not transferred: ${cause}`)
  return life.state
}

async function callerLeft(parts: ChannelParts, other: ChannelParts, method: string): Promise<never> {
  const { life, clock } = parts
  life.transferCause = TransferCause.HANGUP
  if (!other.life.isIdle) void giveUp(other, normalClearing)
  await waitUntil([life], { clock, ms: CLEARING_MS }, () => (life.isIdle ? true : undefined))
  throw hangup(life, method)
}

function causeOfTarget(cause: Cause): TransferCause {
  if (cause === Cause.NORMAL) return TransferCause.TARGETHANGUP
  return refusals.has(cause) ? TransferCause.TARGETREJECT : TransferCause.FAIL
}
