import { CallChannel } from '../../../src/api/channel/call-channel.ts'
import { CallFarEndType } from '../../../src/api/channel/words/call-far-end-type.ts'
import type { FrameSource } from '../../../src/audio/media-session.ts'
import type { ManualClock } from '../../../src/base/manual-clock.ts'
import { pumped } from '../../support/pumped-leg.ts'
import { scriptedChannel } from '../../support/scripted-channel.ts'

const { State, LiveSpeakerDetectionSettings } = CallChannel

/** What the channel made of an answer; positions are in samples of it. */
export interface ChannelWait {
  /** Whom live-speaker detection took the far end for, and when. */
  readonly farEnd: CallFarEndType
  readonly knownAt: number
  /** When `waitForAnswerMachine` let the message start; null where it was not asked, or gave up. */
  readonly readyAt: number | null
}

/** More than any greeting of the corpus with its beep and a long silence takes. */
const secondsTimeout = 40
/** Each answer of the corpus ends with 3 s of its noise alone; these last ones can go round without a word in them. */
const noiseSamples = 8000 * 2

/** Calls who answers with these samples, as the example for answering machines does. */
export async function waitOfChannel(samples: Int16Array): Promise<ChannelWait> {
  const { channel, exchange, clock } = scriptedChannel()
  const liveSpeakerDetect = LiveSpeakerDetectionSettings.DEFAULT
  const calling = channel.call('tel:441908273800', { callFrom: '441234567890', liveSpeakerDetect })
  while (exchange.legs[0]?.state !== 'active') await clock.advance(100)
  const far = goingOn(samples)
  pumped(clock, exchange.leg).says = far.source
  const state = await whileMoving(clock, calling)
  if (state !== State.ANSWERED) throw new Error(`the call is ${state}`)
  const farEnd = channel.details.farEndType
  const knownAt = far.said()
  let readyAt: number | null = null
  if (farEnd === CallFarEndType.ANSWER_MACHINE) {
    const isReady = await whileMoving(clock, channel.waitForAnswerMachine({ secondsTimeout }))
    if (isReady) readyAt = far.said()
  }
  await whileMoving(clock, channel.hangUp())
  return { farEnd, knownAt, readyAt }
}

/** These samples, and then their last ones round and round, as the noise of a line does not stop. */
function goingOn(samples: Int16Array): { readonly source: FrameSource; readonly said: () => number } {
  let at = 0
  const length = samples.length
  const loopFrom = length - noiseSamples
  return {
    said: () => at,
    source: frame => {
      for (let index = 0; index < frame.length; index++, at++) {
        // Both lie within the samples.
        frame[index] = samples[at < length ? at : loopFrom + ((at - loopFrom) % noiseSamples)] as number
      }
      return true
    },
  }
}

/** Moves time in frames, and in nothing but time: no file is waited for here. */
async function whileMoving<T>(clock: ManualClock, promise: Promise<T>): Promise<T> {
  let settled = false
  const mark = () => {
    settled = true
  }
  promise.then(mark, mark)
  await clock.advance(0)
  while (!settled) await clock.advance(20)
  return promise
}
