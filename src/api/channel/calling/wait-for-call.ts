import type { ChannelParts } from '../channel-parts.ts'
import { limitOf, type WaitOptions } from '../limits.ts'
import { enter } from '../refuse.ts'
import { waitUntil } from '../wait.ts'
import { State } from '../words/state.ts'

/** How long a started call is waited for. */
export interface WaitForOutgoingCallOptions extends WaitOptions {
  /** Whether it is enough that it rings there. Default false. */
  readonly returnOnRinging?: boolean | undefined
}

/** Waits until a started call is answered and, where that was asked for, it is known by whom. The call goes on after a time-out. */
export async function waitForOutgoingCall(parts: ChannelParts, options: WaitForOutgoingCallOptions): Promise<State> {
  const { life } = parts
  enter(parts, 'waitForOutgoingCall')
  const waited = await waitUntil([life], limitOf(parts, 'waitForOutgoingCall', options, 120), () => {
    const { state } = life
    switch (state) {
      case State.CALL_OUTGOING:
        return undefined
      case State.RING_OUTGOING:
        return options.returnOnRinging ? state : undefined
      case State.ANSWERED:
        return life.isClassifying ? undefined : state
      default:
        return state
    }
  })
  return waited.kind === 'done' ? waited.value : life.state
}

/** Waits until there is no call any more. */
export async function waitForIdle(parts: ChannelParts, options: WaitOptions): Promise<State> {
  const { life } = parts
  enter(parts, 'waitForIdle')
  const limit = limitOf(parts, 'waitForIdle', options, 120)
  const waited = await waitUntil([life], limit, () => (life.isIdle ? life.state : undefined))
  return waited.kind === 'done' ? waited.value : life.state
}
