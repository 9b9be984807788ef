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
/** Means are over so many of them, rising. */
const meanHops = [3, 8, recentHops] as const
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
  /** Of the excess of the last hops, as many as `meanHops` says. */
  private readonly means = new Float64Array(meanHops.length)
  private hops = 0
  private peak = 0
  /** Of the excess of the last hops. */
  private deviation = Number.POSITIVE_INFINITY

  /** @returns false when the hop is silent: nothing is learnt from it, and `values` stay as they were. */
  update(power: Float64Array): boolean {
    const { bands, floors, values, means } = this
    bandPowers(power, bands)
    let loudest = 0
    // All tables of bands have the same length.
    for (let band = 0; band < BANDS; band++) loudest = Math.max(loudest, bands[band] as number)
    if (loudest < leastPower) {
      floors.assume()
      return false
    }
    for (let band = 0; band < BANDS; band++) bands[band] = 10 * Math.log10((bands[band] as number) + leastPower)
    floors.follow(bands, this.deviation < evenDeviation && (means[2] as number) > raisedExcess)
    let low = 0
    let middle = 0
    let high = 0
    for (let band = 0; band < BANDS; band++) {
      const ratio = 10 ** (((bands[band] as number) - (floors.levels[band] as number)) / 10)
      if (band < lowBands) low += ratio
      else if (band < lowBands + middleBands) middle += ratio
      else high += ratio
    }
    // The values take these as they are until `describe` sets them in relation: a number handed to it may cost an allocation.
    values[0] = 10 * Math.log10((low + middle + high) / BANDS)
    values[4] = 10 * Math.log10(low / lowBands)
    values[5] = 10 * Math.log10(middle / middleBands)
    values[6] = 10 * Math.log10(high / (BANDS - lowBands - middleBands))
    this.describe()
    return true
  }

  /** Fills the values; the first holds how far the hop stands out of the floors, in dB, and 4 to 6 how far its parts do. */
  private describe(): void {
    const { values, recent, quantiles, means } = this
    const excess = values[0] as number
    recent[this.hops % recentHops] = excess
    this.hops++
    this.renewMeans()
    // In whole dB, as they are counted: another number may cost an allocation on its way.
    quantiles.add(Math.round(excess) | 0)
    if (this.hops < startHops || this.hops % 2 === 0) quantiles.renew()
    this.peak = Math.max(excess, this.peak - peakFall)
    const { levels } = quantiles
    const lowest = levels[0] as number
    const floor = levels[1] as number
    values[0] = excess - floor
    // Index by index, as all tables here have fixed lengths.
    for (let place = 0; place < meanHops.length; place++) values[1 + place] = (means[place] as number) - floor
    for (let place = 4; place < 7; place++) values[place] = (values[place] as number) - floor
    values[7] = floor - lowest
    for (let part = 2; part < parts.length; part++) values[6 + part] = (levels[part] as number) - floor
    values[12] = this.peak - floor
    values[13] = excess - (recent[(this.hops + recentHops - 4) % recentHops] as number)
    values[14] = 10 * Math.log(1 + this.hops / 50)
    values[15] = floor
    this.renewDeviation()
    if (this.hops >= recentHops) this.deviation = values[16] as number
  }

  /** Adds up from the newest hop backwards, so that each mean holds the sum of the shorter one. */
  private renewMeans(): void {
    const { recent, means } = this
    let sum = 0
    let back = 0
    for (let place = 0; place < meanHops.length; place++) {
      const count = Math.min(meanHops[place] as number, this.hops)
      while (back < count) sum += recent[(this.hops + recentHops - ++back) % recentHops] as number
      means[place] = sum / count
    }
  }

  /** How far the excess of the last hops is from their mean, into the last value. */
  private renewDeviation(): void {
    const count = Math.min(recentHops, this.hops)
    const mean = this.means[2] as number
    let sum = 0
    for (let index = 0; index < count; index++) sum += ((this.recent[index] as number) - mean) ** 2
    this.values[16] = Math.sqrt(sum / count)
  }
}
