import { expect } from 'vitest'
import { FRAME_SAMPLES } from '../../src/audio/frame.ts'

/** Sound that tells where in it one is: frame n, from 1, is full of n. */
export function ramp(seconds: number): Int16Array {
  return Int16Array.from({ length: 8_000 * seconds }, (_, at) => 1 + Math.floor(at / FRAME_SAMPLES))
}

/** Expects silence and then a ramp without a gap. @returns its first and last frame. */
export function rampIn(samples: Int16Array): { readonly first: number; readonly last: number } {
  const start = samples.findIndex(sample => sample !== 0)
  const [first = 0, last = 0] = [samples[start], samples.at(-1)]
  const rest = samples.subarray(start)
  expect(rest.length).toBe(FRAME_SAMPLES * (last - first + 1))
  expect(rest).toEqual(rest.map((_, at) => first + Math.floor(at / FRAME_SAMPLES)))
  return { first, last }
}
