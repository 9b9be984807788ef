/** Samples as a telephone line carries them: rounded, and clipped where they do not fit. */
export function toSamples(sum: Float64Array): Int16Array {
  const samples = new Int16Array(sum.length)
  for (let index = 0; index < sum.length; index++) {
    samples[index] = Math.max(-32_768, Math.min(32_767, Math.round(sum[index] as number)))
  }
  return samples
}
