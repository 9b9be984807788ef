import { SAMPLE_RATE } from '../frame.ts'
import { squaredMagnitudes, TRANSFORM_SAMPLES } from './fourier.ts'

/** A new spectrum comes with each 10 ms. */
export const HOP_SAMPLES = 80
export const HOP_MS = (1000 * HOP_SAMPLES) / SAMPLE_RATE
/** The distance of two bins, 31.25 Hz. */
export const BIN_HZ = SAMPLE_RATE / TRANSFORM_SAMPLES

/** The end of the window falls faster than its start rises, so that the newest sound weighs most. */
const fallSamples = 64
const riseSamples = TRANSFORM_SAMPLES - fallSamples
const shape = Float64Array.from({ length: TRANSFORM_SAMPLES }, (_, index) =>
  index < riseSamples
    ? Math.sin((Math.PI * (index + 0.5)) / 2 / riseSamples) ** 2
    : Math.cos((Math.PI * (index + 0.5 - riseSamples)) / 2 / fallSamples) ** 2,
)
const shapeEnergy = shape.reduce((sum, weight) => sum + weight * weight, 0)

/** How far back the middle of the window lies behind its newest sample. */
export const SPECTRUM_DELAY_SAMPLES = Math.round(
  TRANSFORM_SAMPLES - shape.reduce((sum, weight, index) => sum + index * weight * weight, 0) / shapeEnergy,
)

/** 1 makes the sum over all bins the mean square of the sound, where full scale is 1. */
const scale = 2 / (TRANSFORM_SAMPLES * shapeEnergy * 32_768 ** 2)

/** The short-time power spectrum of a stream of samples: 32 ms long, renewed each 10 ms. */
export class PowerSpectrum {
  /** The power in each bin 0-128, as a part of full scale squared. Overwritten with each hop. */
  readonly power = new Float64Array(TRANSFORM_SAMPLES / 2 + 1)
  private readonly newest = new Float64Array(TRANSFORM_SAMPLES)
  private readonly windowed = new Float64Array(TRANSFORM_SAMPLES)
  private missing = HOP_SAMPLES

  /**
   * Takes samples from `from` on until the next spectrum is complete or there are no more.
   * @returns the index of the first sample not taken.
   */
  feed(samples: Int16Array, from: number): number {
    const { newest } = this
    const count = Math.min(this.missing === 0 ? HOP_SAMPLES : this.missing, samples.length - from)
    if (this.missing === 0) this.missing = HOP_SAMPLES
    newest.copyWithin(0, count)
    const shift = TRANSFORM_SAMPLES - count - from
    // The loop stays within the samples handed in.
    for (let index = from; index < from + count; index++) newest[shift + index] = samples[index] as number
    this.missing -= count
    if (this.missing === 0) this.renew()
    return from + count
  }

  /** Whether the sample taken last completed a spectrum. */
  get complete(): boolean {
    return this.missing === 0
  }

  private renew(): void {
    const { newest, windowed, power } = this
    for (let index = 0; index < TRANSFORM_SAMPLES; index++) {
      windowed[index] = (newest[index] as number) * (shape[index] as number)
    }
    squaredMagnitudes(windowed, power)
    for (let bin = 0; bin < power.length; bin++) power[bin] = (power[bin] as number) * scale
  }
}
