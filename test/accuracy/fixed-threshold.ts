import { TRUTH_SAMPLES } from './voice-truth.ts'

/** Asterisk's documented default `silencethreshold` (dsp.conf): the mean magnitude of a frame of speech. */
const threshold = 256
const stepsInFrame = 2
/** Pauses up to this are filled, as for the truth: 200 ms. */
const longestFilled = 20

/** Speech by a fixed threshold on the loudness of each 20 ms: 1 for each 10 ms of it. Our own reading of that rule. */
export function fixedThreshold(samples: Int16Array): Uint8Array {
  const frame = stepsInFrame * TRUTH_SAMPLES
  const active = new Uint8Array(Math.floor(samples.length / TRUTH_SAMPLES))
  let last = -1
  for (let step = 0; step + stepsInFrame <= active.length; step += stepsInFrame) {
    let sum = 0
    for (let index = step * TRUTH_SAMPLES; index < step * TRUTH_SAMPLES + frame; index++) {
      sum += Math.abs(samples[index] as number)
    }
    if (sum / frame < threshold) continue
    active.fill(1, last >= 0 && step - last <= longestFilled ? last : step, step + stepsInFrame)
    last = step + stepsInFrame
  }
  return active
}
