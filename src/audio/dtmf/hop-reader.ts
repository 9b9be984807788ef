import { SAMPLE_RATE } from '../frame.ts'
import { HighPass } from './high-pass.ts'
import type { Hop } from './hop.ts'
import { HOP_SAMPLES, pairSolutions, toneFrequencies, waves } from './tone-pair.ts'

// Everything here runs 200 times a second and channel. The arrays have fixed lengths and every index is within them;
// `as number` says so where the compiler cannot know.

/** A tone counts as new if it had less than this part of its power in the hop before: its phase there says nothing. */
const newTone = 0.1

const phaseSteps = toneFrequencies.map(frequency => (2 * Math.PI * frequency * HOP_SAMPLES) / SAMPLE_RATE)
const stepCosines = Float64Array.from(phaseSteps, Math.cos)
const stepSines = Float64Array.from(phaseSteps, Math.sin)

/** Reads hop after hop of one direction of a call. */
export class HopReader {
  private readonly highPass = new HighPass()
  private readonly filtered = new Float64Array(HOP_SAMPLES)
  /** Correlations of the last three hops with the eight tones: cosine and sine of each. */
  private newest = new Float64Array(2 * waves.length)
  private middle = new Float64Array(2 * waves.length)
  private oldest = new Float64Array(2 * waves.length)
  /** Amplitudes of the pair in the newest hop and the one before: cosine and sine of the row, of the column. */
  private readonly fit = new Float64Array(4)
  private readonly fitBefore = new Float64Array(4)

  /** Fills `hop` with what `samples`, the next 40, hold. Less energy than `floor` behind the filter counts as none. */
  read(samples: Int16Array, floor: number, hop: Hop): void {
    const { filtered, oldest } = this
    this.highPass.run(samples, filtered)
    this.oldest = this.middle
    this.middle = this.newest
    this.newest = oldest
    hop.rawEnergy = 0
    hop.energy = 0
    for (let at = 0; at < HOP_SAMPLES; at++) {
      const sample = samples[at] as number
      const rest = filtered[at] as number
      hop.rawEnergy += sample * sample
      hop.energy += rest * rest
    }
    if (hop.energy < floor) this.newest.fill(0)
    else this.correlate()
    hop.row = this.strongest(0)
    hop.column = this.strongest(4)
    const pair = 4 * hop.row + hop.column
    const { fit, fitBefore } = this
    hop.pairEnergy = solve(this.newest, pair, fit)
    solve(this.middle, pair, fitBefore)
    hop.rowPower = powerOf(fit, 0)
    hop.columnPower = powerOf(fit, 2)
    const rowKnown = powerOf(fitBefore, 0) >= newTone * hop.rowPower
    hop.rowDriftRe = rowKnown ? this.driftRe(0, hop.row) : 0
    hop.rowDriftIm = rowKnown ? this.driftIm(0, hop.row) : 0
    const columnKnown = powerOf(fitBefore, 2) >= newTone * hop.columnPower
    hop.columnDriftRe = columnKnown ? this.driftRe(2, 4 + hop.column) : 0
    hop.columnDriftIm = columnKnown ? this.driftIm(2, 4 + hop.column) : 0
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

  private driftRe(at: number, tone: number): number {
    return this.alongRe(at) * (stepCosines[tone] as number) + this.alongIm(at) * (stepSines[tone] as number)
  }

  private driftIm(at: number, tone: number): number {
    return this.alongIm(at) * (stepCosines[tone] as number) - this.alongRe(at) * (stepSines[tone] as number)
  }

  private alongRe(at: number): number {
    const { fit, fitBefore } = this
    return (fit[at] as number) * (fitBefore[at] as number) + (fit[at + 1] as number) * (fitBefore[at + 1] as number)
  }

  private alongIm(at: number): number {
    const { fit, fitBefore } = this
    return (fit[at] as number) * (fitBefore[at + 1] as number) - (fit[at + 1] as number) * (fitBefore[at] as number)
  }
}

/** The amplitudes of the pair by least squares, into `fit`. @returns the energy that they explain */
function solve(correlations: Float64Array, pair: number, fit: Float64Array): number {
  const solution = pairSolutions[pair] as Float64Array
  const row = 2 * (pair >> 2)
  const column = 8 + 2 * (pair & 3)
  const rowCosine = correlations[row] as number
  const rowSine = correlations[row + 1] as number
  const columnCosine = correlations[column] as number
  const columnSine = correlations[column + 1] as number
  for (let at = 0; at < 4; at++) {
    fit[at] =
      (solution[4 * at] as number) * rowCosine +
      (solution[4 * at + 1] as number) * rowSine +
      (solution[4 * at + 2] as number) * columnCosine +
      (solution[4 * at + 3] as number) * columnSine
  }
  return (
    (fit[0] as number) * rowCosine +
    (fit[1] as number) * rowSine +
    (fit[2] as number) * columnCosine +
    (fit[3] as number) * columnSine
  )
}

function powerOf(fit: Float64Array, at: number): number {
  return ((fit[at] as number) ** 2 + (fit[at + 1] as number) ** 2) / 2
}
