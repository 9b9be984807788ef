/**
 * Weights for samples between samples: sinc functions under a Kaiser window (Kaiser, 1974).
 * @param taps weights in a row, an even number: those for the samples before the place and those for the samples after it.
 * @param phases into how many places the way from one sample to the next is divided.
 * @param beta the shape of the window: more for less error, and for less of the band.
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

function sinc(x: number): number {
  // At whole numbers the sine of a rounded pi is not quite 0, and a sample is to come through unchanged.
  if (Number.isInteger(x)) return x === 0 ? 1 : 0
  return Math.sin(Math.PI * x) / (Math.PI * x)
}

/** The window, from -1 to 1. */
function kaiser(x: number, beta: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel(beta * Math.sqrt(1 - x ** 2)) / bessel(beta)
}

/** The modified Bessel function of the first kind and order 0, by its series. */
function bessel(x: number): number {
  let term = 1
  let sum = 1
  for (let order = 1; term > sum * 1e-16; order++) {
    term *= (x / (2 * order)) ** 2
    sum += term
  }
  return sum
}
