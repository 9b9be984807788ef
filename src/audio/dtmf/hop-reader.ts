import { HighPass } from './high-pass.ts'
import type { Hop } from './hop.ts'
import { drift, powerOf, solve } from './pair-fit.ts'
import { HOP_SAMPLES, stepCosines, stepSines, waves } from './tone-pair.ts'

// Everything here runs 200 times a second and channel. The arrays have fixed lengths and every index is within them;
// `as number` says so where the compiler cannot know.

/** Reads hop after hop of one direction of a call. */
export class HopReader {
  private readonly highPass = new HighPass()
  private readonly filtered = new Float64Array(HOP_SAMPLES)
  /** Correlations of the last three hops with the eight tones: cosine and sine of each. */
  private newest = new Float64Array(2 * waves.length)
  private middle = new Float64Array(2 * waves.length)
  private oldest = new Float64Array(2 * waves.length)
  /** The pair in the newest hop and in the one before: see `solve`. */
  private readonly fit = new Float64Array(5)
  private readonly fitBefore = new Float64Array(5)
  /** By how far the row and the column drifted: real and imaginary part of each. */
  private readonly drifts = new Float64Array(4)
  private readonly leastEnergy: number

  /** @param leastPower a mean square below this, behind the filter, counts as silence */
  constructor(leastPower: number) {
    this.leastEnergy = leastPower * HOP_SAMPLES
  }

  /** Fills `hop` with what `samples`, the next 40, hold. */
  read(samples: Int16Array, hop: Hop): void {
    const { filtered, oldest } = this
    this.highPass.run(samples, filtered)
    this.oldest = this.middle
    this.middle = this.newest
    this.newest = oldest
    let rawEnergy = 0
    let energy = 0
    for (let at = 0; at < HOP_SAMPLES; at++) {
      const sample = samples[at] as number
      const rest = filtered[at] as number
      rawEnergy += sample * sample
      energy += rest * rest
    }
    hop.rawEnergy = rawEnergy
    hop.energy = energy
    if (energy < this.leastEnergy) this.newest.fill(0)
    else this.correlate()
    hop.row = this.strongest(0)
    hop.column = this.strongest(4)
    const pair = 4 * hop.row + hop.column
    const { fit, fitBefore, drifts } = this
    solve(this.newest, pair, fit)
    solve(this.middle, pair, fitBefore)
    hop.pairEnergy = fit[4] as number
    hop.rowPower = powerOf(fit, 0)
    hop.columnPower = powerOf(fit, 2)
    drift(fitBefore, fit, 0, hop.row, drifts)
    drift(fitBefore, fit, 2, 4 + hop.column, drifts)
    hop.rowDriftRe = drifts[0] as number
    hop.rowDriftIm = drifts[1] as number
    hop.columnDriftRe = drifts[2] as number
    hop.columnDriftIm = drifts[3] as number
  }

  private correlate(): void {
    const { filtered, newest } = this
    for (let tone = 0; tone < waves.length; tone++) {
      const wave = waves[tone] as Float64Array
      let cosine = 0
      let sine = 0
      for (let at = 0; at < HOP_SAMPLES; at++) {
        const sample = filtered[at] as number
        cosine += sample * (wave[2 * at] as number)
        sine += sample * (wave[2 * at + 1] as number)
      }
      newest[2 * tone] = cosine
      newest[2 * tone + 1] = sine
    }
  }

  /** Which of four tones is strongest over three hops: 5 ms alone could not tell 697 from 770 Hz. */
  private strongest(first: number): number {
    const { newest, middle, oldest } = this
    let best = 0
    let bestPower = -1
    for (let place = 0; place < 4; place++) {
      const at = 2 * (first + place)
      const cos = stepCosines[first + place] as number
      const sin = stepSines[first + place] as number
      // Correlations count phase from the start of their own hop, so the older ones are turned by a hop each.
      const olderRe = (oldest[at] as number) * cos + (oldest[at + 1] as number) * sin + (middle[at] as number)
      const olderIm = (oldest[at] as number) * sin - (oldest[at + 1] as number) * cos - (middle[at + 1] as number)
      const re = olderRe * cos - olderIm * sin + (newest[at] as number)
      const im = olderRe * sin + olderIm * cos - (newest[at + 1] as number)
      const power = re * re + im * im
      if (power > bestPower) {
        best = place
        bestPower = power
      }
    }
    return best
  }
}
