import { FRAME_SAMPLES } from '../../src/audio/frame.ts'
import type { FrameSource } from '../../src/audio/media-session.ts'
import { tone } from '../support/wav-bytes.ts'
import type { SpokenTone } from './simulator-request.ts'

/** A quarter of full scale: two of them and what a coder adds still fit. */
export const TONE_AMPLITUDE = 8_000

const made = new Map<string, Int16Array>()

/** The samples of a tone, made once: twelve modules that begin to speak together must not hold up the audio clock. */
export function spokenTone({ hertz, seconds }: SpokenTone): Int16Array {
  const key = `${hertz} ${seconds}`
  const samples = made.get(key) ?? tone(hertz, seconds, 8_000, TONE_AMPLITUDE)
  made.set(key, samples)
  return samples
}

/** Fills frames with a tone of whole frames, and with nothing after it. */
export function toneSource(spoken: SpokenTone): FrameSource {
  const samples = spokenTone(spoken)
  let at = 0
  return frame => {
    if (at >= samples.length) return false
    frame.set(samples.subarray(at, at + FRAME_SAMPLES))
    at += FRAME_SAMPLES
    return true
  }
}
