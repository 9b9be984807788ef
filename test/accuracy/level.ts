/** The root mean square of samples in dB of full scale; -Infinity for digital silence. */
export function levelOf(samples: ArrayLike<number>, from = 0, to = samples.length): number {
  let energy = 0
  for (let index = from; index < to; index++) energy += (samples[index] as number) ** 2
  return 10 * Math.log10(energy / Math.max(1, to - from) / 32_768 ** 2)
}

/** Adds `source` times `gain` to `sum` from `at` on; what does not fit is left out. */
export function addTo(sum: Float64Array, source: ArrayLike<number>, at: number, gain: number): void {
  const end = Math.min(source.length, sum.length - at)
  for (let index = 0; index < end; index++)
    sum[at + index] = (sum[at + index] as number) + gain * (source[index] as number)
}

/** The factor that brings a level to another, both in dB. */
export function gainFor(from: number, to: number): number {
  return from === -Infinity ? 0 : 10 ** ((to - from) / 20)
}

/** Samples as a telephone line carries them: rounded, and clipped where they do not fit. */
export function toSamples(sum: Float64Array): Int16Array {
  const samples = new Int16Array(sum.length)
  for (let index = 0; index < sum.length; index++) {
    samples[index] = Math.max(-32_768, Math.min(32_767, Math.round(sum[index] as number)))
  }
  return samples
}
