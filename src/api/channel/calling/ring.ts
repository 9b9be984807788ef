import type { ChannelParts } from '../channel-parts.ts'
import { checkedSeconds } from '../limits.ts'
import { enter, hangup } from '../refuse.ts'
import { waitUntil } from '../wait.ts'
import { State } from '../words/state.ts'
import { type Codecs, noteCodecs } from './codecs.ts'

/** How a call rings. */
export interface RingOptions {
  /** How long the method waits. Default 2, in profile 1.3 it is 0. Null is the length of the tone, which is 0 here. */
  readonly secondsRingtime?: number | null | undefined
  /** Early media: no cellular line offers them, so this and the next three change nothing. */
  readonly negotiateEarlyMedia?: boolean | undefined
  readonly customRingtone?: unknown
  readonly loopRingtone?: boolean | undefined
  readonly codecs?: Codecs | undefined
  readonly signal?: AbortSignal | undefined
}

/** Says that the call rings, which its caller has been hearing since before we knew, and waits. */
export async function ring(parts: ChannelParts, options: RingOptions): Promise<State> {
  const { life, clock, profile, diagnostics } = parts
  enter(parts, 'ring', profile.ringsAgainIn)
  const {
    secondsRingtime = profile.ringtimeSeconds,
    negotiateEarlyMedia = false,
    customRingtone = null,
    signal,
  } = options
  const seconds = secondsRingtime === null ? 0 : checkedSeconds(life, 'ring', secondsRingtime)
  signal?.throwIfAborted()
  noteCodecs(parts, 'ring', options.codecs)
  if (negotiateEarlyMedia || customRingtone !== null) {
    diagnostics.note('ring', 'a ring tone of our own', 'the network plays its own')
  }
  life.move(State.RING_INCOMING, 'ring')
  if (seconds > 0) {
    const isOver = () => (life.isIdle ? true : undefined)
    const waited = await waitUntil([life], { clock, ms: 1000 * seconds, signal }, isOver)
    if (waited.kind === 'done') throw hangup(life, 'ring')
  }
  return life.state
}
