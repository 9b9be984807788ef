import type { ChannelParts } from '../channel-parts.ts'
import { normalClearing } from '../clearing.ts'
import { unconnected } from '../connection.ts'
import { CLEARING_MS, JOIN_MS, limitOf, type WaitOptions } from '../limits.ts'
import { enter, hangup } from '../refuse.ts'
import { waitUntil, within } from '../wait.ts'
import { State } from '../words/state.ts'
import { TransferCause } from '../words/transfer-cause.ts'
import { isJoinedBy } from './connect.ts'

/**
 * Takes a transferred call back. The call to the target stays up; only a room is left, which has no use for it.
 * @returns the state: ANSWERED, or TRANSFERRED still, and the transfer cause says why.
 */
export async function retrieveTransferredCall(parts: ChannelParts): Promise<State> {
  const method = 'retrieveTransferredCall'
  const { life, clock, diagnostics } = parts
  enter(parts, method)
  const { connection } = life
  // In ANSWERED the target has left just before.
  if (life.state !== State.TRANSFERRED || connection.kind !== 'joined') return life.state
  const { bridge, peer } = connection
  life.move(State.RECONNECTING, method)
  const parted = () => {
    // A caller who has left has nothing to come back to.
    if (!isJoinedBy(life, bridge) || life.leg?.state === 'ended') return
    peer.connection = unconnected
    if (peer.leg?.kind === 'room') void peer.release(normalClearing)
    life.connection = unconnected
    life.transferCause = TransferCause.NORMAL
    life.settle('retrieved')
  }
  try {
    const waited = await within({ clock, ms: JOIN_MS }, Promise.race([bridge.close(), bridge.ended]).then(parted))
    if (waited.kind === 'timeout') stillTransferred(TransferCause.TIMEOUT)
  } catch (error) {
    diagnostics.note(method, 'the call back', `it is still joined (${error instanceof Error ? error.message : error})`)
    stillTransferred(TransferCause.FAIL)
  }
  await waitUntil([life], { clock, ms: CLEARING_MS }, () => (life.leg?.state === 'ended' ? undefined : true))
  if (life.isIdle) throw hangup(life, method)
  return life.state

  function stillTransferred(cause: TransferCause): void {
    if (life.state !== State.RECONNECTING) return
    life.transferCause = cause
    life.move(State.TRANSFERRED, 'not retrieved')
  }
}

/** Waits until a transferred call is back, because the target left or somebody took it back. */
export async function waitForTransferredCallRetrieval(parts: ChannelParts, options: WaitOptions): Promise<State> {
  const method = 'waitForTransferredCallRetrieval'
  const { life } = parts
  if (enter(parts, method) === 'state') return life.state
  const waited = await waitUntil([life], limitOf(parts, method, options, 120), () => {
    if (life.isIdle) throw hangup(life, method)
    return life.state === State.TRANSFERRED || life.state === State.RECONNECTING ? undefined : life.state
  })
  return waited.kind === 'done' ? waited.value : life.state
}
