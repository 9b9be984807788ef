/** The length of the transform, in samples: 32 ms at 8 kHz. */
export const TRANSFORM_SAMPLES = 256

const half = TRANSFORM_SAMPLES / 2
const stages = Math.log2(half)
const cosines = Float64Array.from({ length: half }, (_, index) => Math.cos((2 * Math.PI * index) / TRANSFORM_SAMPLES))
const sines = Float64Array.from({ length: half }, (_, index) => Math.sin((2 * Math.PI * index) / TRANSFORM_SAMPLES))
const reversed = Uint8Array.from({ length: half }, (_, index) => {
  let mirror = 0
  for (let bit = 0; bit < stages; bit++) mirror |= ((index >> bit) & 1) << (stages - 1 - bit)
  return mirror
})

const re = new Float64Array(half)
const im = new Float64Array(half)

/**
 * The squared magnitude of the discrete Fourier transform of 256 real samples, bins 0 to 128, into `power`. Even and odd
 * samples are worked as one complex signal of half the length. Nothing is allocated: the work space is shared, because
 * a call runs to its end before the next begins.
 */
export function squaredMagnitudes(samples: Float64Array, power: Float64Array): void {
  // All indices below come from loops over the tables' own lengths.
  for (let index = 0; index < half; index++) {
    const to = reversed[index] as number
    re[to] = samples[2 * index] as number
    im[to] = samples[2 * index + 1] as number
  }
  for (let size = 2; size <= half; size *= 2) {
    const step = TRANSFORM_SAMPLES / size
    for (let pair = 0; pair < size / 2; pair++) {
      const cosine = cosines[pair * step] as number
      const sine = sines[pair * step] as number
      for (let upper = pair; upper < half; upper += size) {
        const lower = upper + size / 2
        const real = (re[lower] as number) * cosine + (im[lower] as number) * sine
        const imaginary = (im[lower] as number) * cosine - (re[lower] as number) * sine
        re[lower] = (re[upper] as number) - real
        im[lower] = (im[upper] as number) - imaginary
        re[upper] = (re[upper] as number) + real
        im[upper] = (im[upper] as number) + imaginary
      }
    }
  }
  power[0] = ((re[0] as number) + (im[0] as number)) ** 2
  power[half] = ((re[0] as number) - (im[0] as number)) ** 2
  for (let bin = 1; bin < half; bin++) {
    const evenRe = ((re[bin] as number) + (re[half - bin] as number)) / 2
    const evenIm = ((im[bin] as number) - (im[half - bin] as number)) / 2
    const oddRe = ((im[bin] as number) + (im[half - bin] as number)) / 2
    const oddIm = ((re[half - bin] as number) - (re[bin] as number)) / 2
    const cosine = cosines[bin] as number
    const sine = sines[bin] as number
    power[bin] = (evenRe + oddRe * cosine + oddIm * sine) ** 2 + (evenIm + oddIm * cosine - oddRe * sine) ** 2
  }
}
