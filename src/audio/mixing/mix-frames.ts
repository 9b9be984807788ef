import { saturate } from '../frame.ts'

/**
 * Both directions of a call in one, as for a recording: `out` is the sum of `a` and `b`, clipped only where the sum is too
 * large for a sample. All three are equally long; `out` may be one of the others.
 */
export function mixFrames(a: Int16Array, b: Int16Array, out: Int16Array): void {
  // The loop ends with the last sample of the three.
  for (let at = 0; at < out.length; at++) out[at] = saturate((a[at] as number) + (b[at] as number))
}
