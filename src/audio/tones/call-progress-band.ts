import { SAMPLE_RATE } from '../frame.ts'

/** Samples in a hop: 10 ms, the step in which cadences are measured. */
export const HOP_SAMPLES = 80
/** Samples of the band in a hop. */
export const BAND_HOP = 8
/** Complex samples of the band a second. */
export const BAND_RATE = (SAMPLE_RATE * BAND_HOP) / HOP_SAMPLES
/** The middle of the band in Hz: all call-progress tones but the special information tone lie within 330-620 Hz. */
export const BAND_CENTRE_HZ = 480
/** Samples by which the band lags behind what came in. */
export const BAND_DELAY = 64

const taps = 2 * BAND_DELAY
const cutOffHz = 255
const decimation = HOP_SAMPLES / BAND_HOP
// The centre turns by 3/5 of a circle from one sample of the band to the next, so five phases are all there are.
const phases = 5
const phaseCos = Float64Array.from({ length: phases }, (_, phase) => Math.cos((6 * Math.PI * phase) / phases))
const phaseSin = Float64Array.from({ length: phases }, (_, phase) => Math.sin((6 * Math.PI * phase) / phases))

/** The filter: a windowed sinc, moved up to the centre of the band; twice its gain, as half of a real tone is below 0. */
function responseOf(part: (angle: number) => number): Float64Array {
  const response = new Float64Array(taps)
  let sum = 0
  for (let tap = 0; tap < taps; tap++) {
    const time = tap - (taps - 1) / 2
    const sinc = Math.sin((2 * Math.PI * cutOffHz * time) / SAMPLE_RATE) / (Math.PI * time)
    const window = 0.54 + 0.46 * Math.cos((2 * Math.PI * time) / taps)
    response[tap] = sinc * window
    sum += sinc * window
  }
  return response.map((gain, tap) => (2 / sum) * gain * part((2 * Math.PI * BAND_CENTRE_HZ * tap) / SAMPLE_RATE))
}

const realTaps = responseOf(Math.cos)
const imaginaryTaps = responseOf(Math.sin)

/**
 * Cuts 300-660 Hz out of a call, hop by hop, moved down around 0 Hz at 800 complex samples a second, and says how
 * much of the power is in there. One instance a direction of a call.
 */
export class CallProgressBand {
  /** The last hop of the band, as amplitudes: a sine of amplitude A has the magnitude A. */
  readonly real = new Float64Array(BAND_HOP)
  readonly imaginary = new Float64Array(BAND_HOP)
  /** The mean square of the samples that lie in the band in the last hop; a sine of amplitude A has A²/2. */
  inBand = 0
  /** The mean square of all samples of the same hop. */
  total = 0
  private readonly recent = new Float64Array(taps + HOP_SAMPLES)
  private phase = 0

  /** Takes 80 samples, from `offset` of `samples` on. */
  take(samples: Int16Array, offset: number): void {
    const { recent } = this
    recent.copyWithin(0, HOP_SAMPLES)
    // All loops below stay inside arrays whose lengths are constants of this file.
    for (let index = 0; index < HOP_SAMPLES; index++) recent[taps + index] = samples[offset + index] as number
    let inBand = 0
    for (let step = 0; step < BAND_HOP; step++) {
      const newest = taps + (step + 1) * decimation - 1
      let real = 0
      let imaginary = 0
      for (let tap = 0; tap < taps; tap++) {
        const sample = recent[newest - tap] as number
        real += sample * (realTaps[tap] as number)
        imaginary += sample * (imaginaryTaps[tap] as number)
      }
      // What the filter lets through still turns at the centre of the band; turned back it comes down to 0 Hz.
      const cos = phaseCos[this.phase] as number
      const sin = phaseSin[this.phase] as number
      this.real[step] = real * cos + imaginary * sin
      this.imaginary[step] = imaginary * cos - real * sin
      this.phase = (this.phase + 1) % phases
      inBand += real * real + imaginary * imaginary
    }
    this.inBand = inBand / (2 * BAND_HOP)
    let total = 0
    for (let index = 0; index < HOP_SAMPLES; index++) total += (recent[BAND_DELAY + index] as number) ** 2
    this.total = total / HOP_SAMPLES
  }
}
