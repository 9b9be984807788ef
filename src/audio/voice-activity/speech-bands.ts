/** The first bin of each band of speech, and the end of the last: 250 to 3500 Hz, as wide as the ear tells apart. */
const edges = [8, 11, 14, 17, 20, 24, 28, 33, 39, 46, 54, 64, 76, 92, 112] as const

/** How many bands speech is looked at in. */
export const BANDS = edges.length - 1

/** The mean power of a bin in each band of a spectrum, into `bands`. */
export function bandPowers(power: Float64Array, bands: Float64Array): void {
  for (let band = 0; band < BANDS; band++) {
    // The edges lie within the spectrum, and there is one more of them than bands.
    const from = edges[band] as number
    const to = edges[band + 1] as number
    let sum = 0
    for (let bin = from; bin < to; bin++) sum += power[bin] as number
    bands[band] = sum / (to - from)
  }
}
