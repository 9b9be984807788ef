import { FRAME_MS, FRAME_SAMPLES } from '../../../src/audio/frame.ts'

/** What the documentation of Asterisk's `app_amd` lists (amd.conf), in ms but the threshold and the count. */
const defaults = {
  silenceThreshold: 256,
  initialSilence: 2500,
  greeting: 1500,
  afterGreetingSilence: 800,
  totalAnalysisTime: 5000,
  minWordLength: 100,
  betweenWordsSilence: 50,
  maximumNumberOfWords: 2,
} as const

/** A verdict of the rules, and the sample at which they gave it. */
export interface DocumentedVerdict {
  readonly verdict: 'live' | 'machine' | 'unknown'
  readonly atSample: number
}

/**
 * Our own re-implementation of the documented rules of `app_amd`, on frames of 20 ms with its documented defaults. It is
 * a baseline to compare with, not Asterisk itself.
 */
export function documentedAmd(samples: Int16Array): DocumentedVerdict {
  let silence = 0
  let voice = 0
  let word = 0
  let words = 0
  let isInWord = false
  let isInGreeting = false
  for (let from = 0; from + FRAME_SAMPLES <= samples.length; from += FRAME_SAMPLES) {
    const atSample = from + FRAME_SAMPLES
    if (loudness(samples, from) < defaults.silenceThreshold) {
      silence += FRAME_MS
      if (silence >= defaults.betweenWordsSilence) {
        isInWord = false
        word = 0
      }
      if (!isInGreeting && silence >= defaults.initialSilence) return { verdict: 'machine', atSample }
      if (isInGreeting && silence >= defaults.afterGreetingSilence) return { verdict: 'live', atSample }
    } else {
      voice += FRAME_MS
      word += FRAME_MS
      if (word >= defaults.minWordLength) {
        if (!isInWord) words++
        isInWord = true
        isInGreeting = true
        silence = 0
      }
      if (words > defaults.maximumNumberOfWords) return { verdict: 'machine', atSample }
      if (isInGreeting && voice >= defaults.greeting) return { verdict: 'machine', atSample }
    }
    if (atSample >= 8 * defaults.totalAnalysisTime) return { verdict: 'unknown', atSample }
  }
  return { verdict: 'unknown', atSample: samples.length }
}

function loudness(samples: Int16Array, from: number): number {
  let sum = 0
  for (let index = from; index < from + FRAME_SAMPLES; index++) sum += Math.abs(samples[index] as number)
  return sum / FRAME_SAMPLES
}
