import type { CadencePattern } from './cadence-pattern.ts'

/** A steady tone keeps its level within 0.7 dB, through noise and coders; a note that is held fades, or swells. */
const levelTolerance = 1.17
/** How much of the power a tone without cadence must have: with nothing but its frequency to tell it by, nearly all. */
const purity = 0.9

/** Tones without cadence, like most dial tones: the same frequencies at the same level for long enough. */
export class SteadyTones {
  private readonly patterns: readonly CadencePattern[]
  private readonly readings: Float64Array
  private lowest = Number.POSITIVE_INFINITY
  private highest = 0

  constructor(patterns: readonly CadencePattern[]) {
    this.patterns = patterns
    this.readings = new Float64Array(patterns.length)
  }

  /** The tone has ended, or another has begun. */
  clear(): void {
    this.readings.fill(0)
    this.lowest = Number.POSITIVE_INFINITY
    this.highest = 0
  }

  /**
   * A reading of a tone that goes on.
   * @param lastedMs How long it has so far.
   * @param deviations How far its signal is from that of each pattern, Infinity for another one.
   * @param level The mean square.
   * @param share How much of the power of the sound it is, 0-1.
   * @returns the pattern that has lasted long enough and fits best; -1 when none has.
   */
  push(lastedMs: number, deviations: Float64Array, level: number, share: number): number {
    this.lowest = Math.min(this.lowest, level)
    this.highest = Math.max(this.highest, level)
    const isSteady = this.highest <= levelTolerance * this.lowest
    let best = -1
    let least = Number.POSITIVE_INFINITY
    for (let index = 0; index < this.patterns.length; index++) {
      // Both arrays are as long as the list of patterns.
      const { elements, lastingMs } = this.patterns[index] as CadencePattern
      const deviation = deviations[index] as number
      if (elements.length > 0 || deviation > 1) this.readings[index] = 0
      else this.readings[index] = (this.readings[index] as number) + 1
      // Two readings might be two notes with nothing between them.
      if ((this.readings[index] as number) < 3 || lastedMs < lastingMs || deviation >= least) continue
      least = deviation
      best = index
    }
    return isSteady && share > purity ? best : -1
  }
}
