import { BandFloors } from './band-floors.ts'
import { LevelQuantiles } from './level-quantiles.ts'
import { BANDS, bandPowers } from './speech-bands.ts'

/** How many numbers describe a hop. */
export const VOICE_FEATURES = 17
/** Below -84 dBFS a bin holds rounding, not sound: what is that quiet in all bands is a line that carries nothing. */
const leastPower = 10 ** -10.4
const lowBands = 6
const middleBands = 4
/** Hops whose excess is kept for means: 200 ms. */
const recentHops = 20
/** Hops in which the levels are forgotten to 1/e: 5 s. */
const memory = 500
const parts = [0.05, 0.15, 0.3, 0.5, 0.85, 0.97] as const
/** How fast the highest level of late is forgotten: 4 dB a second. */
const peakFall = 0.04
/** At the start each hop changes the quantiles; later every other one is enough. */
const startHops = 30
/** Noise keeps its level within this deviation over 200 ms, in dB; speech does not. */
const evenDeviation = 1.3
/** Even sound so far above the floors is new noise, in dB; less is noise that they follow anyway. */
const raisedExcess = 6

/**
 * What a hop of 10 ms is like beside the last seconds: how far its bands stand out of their floors, beside how far they
 * did lately, how evenly the noise lies, and how high the voice rises over it. All are differences of levels, so that
 * loudness plays no part.
 */
export class VoiceFeatures {
  /** In dB, all but the time. Overwritten with each hop. */
  readonly values = new Float64Array(VOICE_FEATURES)
  private readonly bands = new Float64Array(BANDS)
  private readonly floors = new BandFloors()
  private readonly quantiles = new LevelQuantiles(parts, memory)
  private readonly recent = new Float64Array(recentHops)
  private hops = 0
  private peak = 0
  /** Of the excess of the last hops. */
  private deviation = Number.POSITIVE_INFINITY

  /** @returns false when the hop is silent: nothing is learnt from it, and `values` stay as they were. */
  update(power: Float64Array): boolean {
    const { bands, floors } = this
    bandPowers(power, bands)
    let loudest = 0
    // All tables of bands have the same length.
    for (let band = 0; band < BANDS; band++) loudest = Math.max(loudest, bands[band] as number)
    if (loudest < leastPower) {
      floors.assume()
      return false
    }
    for (let band = 0; band < BANDS; band++) bands[band] = 10 * Math.log10((bands[band] as number) + leastPower)
    floors.follow(bands, this.deviation < evenDeviation && this.mean(recentHops) > raisedExcess)
    let low = 0
    let middle = 0
    let high = 0
    for (let band = 0; band < BANDS; band++) {
      const ratio = 10 ** (((bands[band] as number) - (floors.levels[band] as number)) / 10)
      if (band < lowBands) low += ratio
      else if (band < lowBands + middleBands) middle += ratio
      else high += ratio
    }
    this.describe(
      10 * Math.log10((low + middle + high) / BANDS),
      10 * Math.log10(low / lowBands),
      10 * Math.log10(middle / middleBands),
      10 * Math.log10(high / (BANDS - lowBands - middleBands)),
    )
    return true
  }

  /** @param excess - how far the hop stands out of the floors, in dB; the others are those of its parts. */
  private describe(excess: number, low: number, middle: number, high: number): void {
    const { values, recent, quantiles } = this
    recent[this.hops % recentHops] = excess
    this.hops++
    quantiles.add(excess)
    if (this.hops < startHops || this.hops % 2 === 0) quantiles.renew()
    this.peak = Math.max(excess, this.peak - peakFall)
    const { levels } = quantiles
    const lowest = levels[0] as number
    const floor = levels[1] as number
    values[0] = excess - floor
    values[1] = this.mean(3) - floor
    values[2] = this.mean(8) - floor
    values[3] = this.mean(recentHops) - floor
    values[4] = low - floor
    values[5] = middle - floor
    values[6] = high - floor
    values[7] = floor - lowest
    for (let part = 2; part < parts.length; part++) values[6 + part] = (levels[part] as number) - floor
    values[12] = this.peak - floor
    values[13] = excess - (recent[(this.hops + recentHops - 4) % recentHops] as number)
    values[14] = 10 * Math.log(1 + this.hops / 50)
    values[15] = floor
    values[16] = this.recentDeviation()
    if (this.hops >= recentHops) this.deviation = values[16]
  }

  /** The mean excess of the last hops. */
  private mean(hops: number): number {
    const count = Math.min(hops, this.hops)
    let sum = 0
    for (let back = 1; back <= count; back++) sum += this.recent[(this.hops + recentHops - back) % recentHops] as number
    return sum / count
  }

  private recentDeviation(): number {
    const count = Math.min(recentHops, this.hops)
    const mean = this.mean(recentHops)
    let sum = 0
    for (let index = 0; index < count; index++) sum += ((this.recent[index] as number) - mean) ** 2
    return Math.sqrt(sum / count)
  }
}
