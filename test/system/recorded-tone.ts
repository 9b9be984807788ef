import { SAMPLE_RATE } from '../../src/audio/frame.ts'
import { TONE_AMPLITUDE } from './spoken-tone.ts'

/** 20 ms. */
const WINDOW = 160
/** A millisecond. */
const STEP = 8

/** From where to where a tone sounds, in samples. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/**
 * Where a tone of {@link TONE_AMPLITUDE} sounds. In a window that slides over its edge the level grows evenly, and is at
 * half of its height where the middle of the window is on the edge: so an edge is found to a millisecond, also after a
 * speech coder that smears it.
 */
export function stretchOf(samples: Int16Array, hertz: number): Stretch {
  let first = -1
  let last = -1
  for (let at = 0; at + WINDOW <= samples.length; at += STEP) {
    if (levelOf(samples, hertz, at, WINDOW) < TONE_AMPLITUDE / 2) continue
    if (first < 0) first = at
    last = at
  }
  if (first < 0) throw new Error(`there is no tone of ${hertz} Hz`)
  return { from: first + WINDOW / 2, to: last + WINDOW / 2 }
}

/** How long a stretch is, ms. */
export function lengthMs({ from, to }: Stretch): number {
  return (1_000 * (to - from)) / SAMPLE_RATE
}

/**
 * How loud a tone is in each second of a stretch, dB of the amplitude it was spoken with. The bins are 1 Hz wide, and tones
 * of whole hertz do not leak into each other.
 */
export function levelsDb(samples: Int16Array, hertz: number, { from, to }: Stretch): readonly number[] {
  const levels: number[] = []
  for (let at = from; at + SAMPLE_RATE <= to; at += SAMPLE_RATE) {
    levels.push(20 * Math.log10(Math.max(levelOf(samples, hertz, at, SAMPLE_RATE), 1e-9) / TONE_AMPLITUDE))
  }
  return levels
}

/** The amplitude of a tone in `count` samples (Goertzel). */
function levelOf(samples: Int16Array, hertz: number, from: number, count: number): number {
  const radians = (2 * Math.PI * hertz) / SAMPLE_RATE
  const turn = 2 * Math.cos(radians)
  let newer = 0
  let older = 0
  for (let at = from; at < from + count; at++) {
    const value = (samples[at] ?? 0) + turn * newer - older
    older = newer
    newer = value
  }
  return (2 / count) * Math.sqrt(Math.max(0, newer ** 2 + older ** 2 - turn * newer * older))
}
