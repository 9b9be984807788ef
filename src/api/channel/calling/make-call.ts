import type { ChannelParts } from '../channel-parts.ts'
import { limitOf, type WaitOptions } from '../limits.ts'
import { enter } from '../refuse.ts'
import type { State } from '../words/state.ts'
import { legTo, legToService } from './call-target.ts'
import { type Codecs, noteCodecs } from './codecs.ts'
import { type LiveSpeakerOptions, liveSpeakerWish, watchFarEnd } from './live-speaker.ts'
import { type BringLeg, giveUpAtOnce, placeCall, untilAnswered, untilStarted } from './place-call.ts'

/** What every call may be told, whether it is waited for or only started. */
export interface StartOptions {
  /** The number to be shown; `anonymous` for none. Default ''. */
  readonly callFrom?: string | undefined
  /** Checked and noted: the network chooses. */
  readonly codecs?: Codecs | undefined
}

/** What a call to an address may be told. */
export type StartCallOptions = StartOptions & LiveSpeakerOptions

/** The methods that call and wait, and those that only start. */
type Calling = 'call' | 'callConferenceRoom' | 'callInboundService'
type Starting = 'startCall' | 'startCallConferenceRoom' | 'startCallInboundService'

/** Makes the leg of a call after its arguments were checked. */
type Prepare = (method: Calling | Starting) => BringLeg

/** Calls and waits for the answer. */
export async function callAndWait(
  parts: ChannelParts,
  method: Calling,
  prepare: Prepare,
  options: WaitOptions,
  listening: LiveSpeakerOptions = {},
): Promise<State> {
  enter(parts, method)
  const limit = limitOf(parts, method, options, 120)
  const begin = prepared(parts, method, prepare, listening)
  return limit.ms === 0 ? giveUpAtOnce(parts.life, method) : untilAnswered(parts, begin(), limit)
}

/** Calls and waits until that has begun. */
export async function onlyStart(
  parts: ChannelParts,
  method: Starting,
  prepare: Prepare,
  listening: LiveSpeakerOptions = {},
): Promise<boolean> {
  enter(parts, method)
  return untilStarted(parts, prepared(parts, method, prepare, listening)())
}

/** How the leg to an address is prepared. */
export function toAddress(parts: ChannelParts, callTo: string, options: StartOptions): Prepare {
  return method => {
    const { callFrom = '', codecs } = options
    noteCodecs(parts, method, codecs)
    return legTo(parts, { method, callTo, callFrom, policy: parts.callFromPolicy })
  }
}

/** How the leg to an inbound service is prepared. */
export function toService(parts: ChannelParts, name: string, options: StartOptions): Prepare {
  return method => {
    const { callFrom = '', codecs } = options
    noteCodecs(parts, method, codecs)
    return legToService(parts, method, name, callFrom)
  }
}

function prepared(
  parts: ChannelParts,
  method: Calling | Starting,
  prepare: Prepare,
  listening: LiveSpeakerOptions,
): () => Promise<boolean> {
  const wish = liveSpeakerWish(parts, method, listening)
  const bring = prepare(method)
  return () => {
    const begun = placeCall(parts, method, bring)
    if (wish) watchFarEnd(parts, method, wish)
    return begun
  }
}
