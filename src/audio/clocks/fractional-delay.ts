import { kaiser, sinc } from '../windowed-sinc.ts'

/**
 * Weights for samples between samples: sinc functions under a {@link kaiser} window.
 * @param taps weights in a row, an even number: those for the samples before the place and those for the samples after it.
 * @param phases into how many places the way from one sample to the next is divided.
 * @param beta the shape of the window.
 * @returns `phases + 1` rows, one after the other. Row p is for p / `phases` of a sample past the sample of the weight
 * `taps / 2 - 1`. Each row sums to 1; the first and the last one give a sample unchanged.
 */
export function fractionalDelayTable(taps: number, phases: number, beta: number): Float64Array {
  const table = new Float64Array((phases + 1) * taps)
  for (let phase = 0; phase <= phases; phase++) {
    const row = table.subarray(phase * taps, (phase + 1) * taps)
    for (const tap of row.keys()) {
      const distance = tap - (taps / 2 - 1) - phase / phases
      row[tap] = sinc(distance) * kaiser(distance / (taps / 2), beta)
    }
    const sum = row.reduce((total, weight) => total + weight, 0)
    for (const [tap, weight] of row.entries()) row[tap] = weight / sum
  }
  return table
}
