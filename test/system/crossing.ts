import { FRAME_SAMPLES } from '../../src/audio/frame.ts'
import type { Course } from './course.ts'

/** How sound came from one device to another. */
export interface Crossing {
  /** From a sample at the one to the same at the other, by the clocks of both, ms; one for each place that was looked at. */
  readonly delaysMs: readonly number[]
  /** Places at which what arrived is nothing that was sent. */
  readonly unlike: number
  /** Times of silence of 5 ms and more, between the first sound that arrived and the last. */
  readonly gaps: number
}

const WINDOW = 320
/** No multiple of a syllable, so that each place is another one in a syllable. */
const STEP = 3700
/** So far back in what was sent the like of what arrived is looked for, samples. */
const LONGEST = 6400
const LEAST_LIKENESS = 0.8
/** A resampler leaves sound between two samples, which matters less the lower it is: so the mean of this many is compared. */
const SMOOTHED = 6
const GAP = 40

/** Finds again in `sent` what arrived. */
export function crossingOf(sent: Course, arrived: Course): Crossing {
  const [sentMs, arrivedMs] = [sent.clock(), arrived.clock()]
  const there = arrived.samples
  const [smoothSent, smoothThere] = [smoothed(sent.samples), smoothed(there)]
  const first = there.findIndex(sample => sample !== 0)
  const last = there.findLastIndex(sample => sample !== 0)
  const delaysMs: number[] = []
  let unlike = 0
  for (let at = first + STEP; at + WINDOW < last - STEP; at += STEP) {
    // The two began to be kept at about the same time; the rest of it is the difference of their clocks.
    const around = Math.round(at - ((sentMs(at) - arrivedMs(at)) * FRAME_SAMPLES) / 20)
    const found = likest(smoothSent, around, smoothThere.subarray(at, at + WINDOW))
    if (found === null) unlike++
    else delaysMs.push(arrivedMs(at) - sentMs(found))
  }
  return { delaysMs, unlike, gaps: silences(there.subarray(first, last + 1)) }
}

function likest(samples: Int16Array, before: number, wanted: Int16Array): number | null {
  let best = LEAST_LIKENESS
  let place: number | null = null
  for (let from = Math.max(0, before - LONGEST); from <= before && from + WINDOW <= samples.length; from++) {
    const like = likeness(samples, from, wanted)
    if (like > best) {
      best = like
      place = from
    }
  }
  return place
}

/** The correlation of two pieces, 1 for pieces that differ in nothing but loudness. */
function likeness(samples: Int16Array, from: number, wanted: Int16Array): number {
  let [product, one, other] = [0, 0, 0]
  for (let index = 0; index < wanted.length; index++) {
    // Both loops stay within what they were given.
    const [a, b] = [samples[from + index] as number, wanted[index] as number]
    product += a * b
    one += a * a
    other += b * b
  }
  return product / Math.sqrt(one * other || 1)
}

function smoothed(samples: Int16Array): Int16Array {
  return samples.map((_, at) => {
    let sum = 0
    for (let index = 0; index < SMOOTHED; index++) sum += samples[at + index] ?? 0
    return sum / SMOOTHED
  })
}

function silences(samples: Int16Array): number {
  let [run, gaps] = [0, 0]
  for (const sample of samples) {
    run = sample === 0 ? run + 1 : 0
    if (run === GAP) gaps++
  }
  return gaps
}
