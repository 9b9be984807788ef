import { SAMPLE_RATE } from '../frame.ts'
import { HOP_SAMPLES } from './call-progress-band.ts'

const windowSamples = 2 * HOP_SAMPLES
const hopMs = (1000 * HOP_SAMPLES) / SAMPLE_RATE
/** ITU-T E.180 allows 330 +-70 ms; the window smears an edge by a hop or two. */
const shortestHops = 230 / hopMs
const longestHops = 430 / hopMs
/** E.180 allows 30 ms between two of the tones; between two windows that hold both neither is heard. */
const longestGapHops = 7
/** How much of the power must lie at one frequency: less than this is speech, noise or a chord. */
const purity = 0.6
/** The mean square of a tone at -45 dBFS. */
const faintest = 0.5 * (32_768 * 10 ** (-45 / 20)) ** 2

/**
 * The frequencies looked for, in Hz, for each of the three tones, so close that what lies between two is heard. E.180
 * has 950, 1400 and 1800 Hz +-50; networks use 900-985, 1371-1450 and 1777-1860, and some end with 1600.
 */
const probes = [
  [900, 930, 960, 990],
  [1365, 1395, 1425, 1455],
  [1585, 1615, 1755, 1785, 1815, 1845, 1875],
].flatMap((frequencies, step) => frequencies.map(hz => ({ hz, step })))

const cosines = probes.map(({ hz }) => waveOf(hz, Math.cos))
const sines = probes.map(({ hz }) => waveOf(hz, Math.sin))

function waveOf(hz: number, part: (angle: number) => number): Float64Array {
  return Float64Array.from({ length: windowSamples }, (_, index) => part((2 * Math.PI * hz * index) / SAMPLE_RATE))
}

/** Hears the special information tone: three rising tones of a third of a second each. It takes 80 samples at a time. */
export class InformationToneDetector {
  private readonly window = new Float64Array(windowSamples)
  /** Which of the three tones was heard last, 0-2; -1 for none. */
  step = -1
  private heardHops = 0
  private gapHops = 0
  private sequenceHops = 0
  private told = false

  /**
   * Takes 80 samples, from `offset` of `samples` on.
   * @returns how many samples ago the first of the three tones began, when the third has just lasted long enough;
   *   otherwise 0.
   */
  take(samples: Int16Array, offset: number): number {
    this.window.copyWithin(0, HOP_SAMPLES)
    // Both halves of the window are as long as a hop.
    for (let index = 0; index < HOP_SAMPLES; index++)
      this.window[HOP_SAMPLES + index] = samples[offset + index] as number
    this.sequenceHops++
    const step = this.stepHeard()
    if (step === this.step && step >= 0) return this.goOn()
    if (step < 0) this.pause()
    else this.begin(step)
    return 0
  }

  private goOn(): number {
    this.heardHops += 1 + this.gapHops
    this.gapHops = 0
    if (this.heardHops > longestHops) this.forget()
    if (this.told || this.step !== 2 || this.heardHops < shortestHops) return 0
    this.told = true
    return this.sequenceHops * HOP_SAMPLES
  }

  private pause(): void {
    if (this.step < 0) return
    this.gapHops++
    if (this.gapHops > longestGapHops) this.forget()
  }

  private begin(step: number): void {
    const follows = step === this.step + 1 && this.step >= 0 && this.heardHops >= shortestHops
    if (!follows && step !== 0) {
      this.forget()
      return
    }
    if (!follows) this.sequenceHops = 1
    this.told = false
    this.step = step
    this.heardHops = 1
    this.gapHops = 0
  }

  private forget(): void {
    this.step = -1
    this.heardHops = 0
    this.gapHops = 0
  }

  /** Which of the three tones sounds now; -1 for none. */
  private stepHeard(): number {
    const { window } = this
    let total = 0
    for (let index = 0; index < windowSamples; index++) total += (window[index] as number) ** 2
    if (total < windowSamples * faintest) return -1
    for (let probe = 0; probe < probes.length; probe++) {
      // Waves and probes are as many, and as long as the window.
      const cosine = cosines[probe] as Float64Array
      const sine = sines[probe] as Float64Array
      let real = 0
      let imaginary = 0
      for (let index = 0; index < windowSamples; index++) {
        const sample = window[index] as number
        real += sample * (cosine[index] as number)
        imaginary += sample * (sine[index] as number)
      }
      const power = (2 * (real * real + imaginary * imaginary)) / windowSamples
      if (power > purity * total) return (probes[probe] as { step: number }).step
    }
    return -1
  }
}
