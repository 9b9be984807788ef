import { BAND_HOP, CallProgressBand } from './call-progress-band.ts'
import { ToneLines } from './tone-lines.ts'

/** Hops that are kept: 640 ms. */
const hopsKept = 64
/** Power is averaged over 40 ms to find an edge: over less, the beats of a sum would look like gaps. */
const smoothHops = 4
const levelHops = 48
/** A quarter of a second is measured at most, and 60 ms at least. */
const longestMeasured = 25
const shortestMeasured = 6

/** The last hops of a call: what they hold in the call-progress band, and how much power in all. */
export class ToneHops {
  /** The frequencies of the last {@link measure}. */
  readonly lines = new ToneLines()
  /** The number of the last hop, from 0 on; -1 before the first. */
  last = -1
  /** The mean squares of the last 40 ms: in the band, and in all. */
  smoothInBand = 0
  smoothTotal = 0
  private readonly band = new CallProgressBand()
  private readonly real = new Float64Array(hopsKept * BAND_HOP)
  private readonly imaginary = new Float64Array(hopsKept * BAND_HOP)
  private readonly powers = new Float64Array(hopsKept)
  private readonly totals = new Float64Array(hopsKept)

  /** Takes 80 samples, from `offset` of `samples` on. */
  take(samples: Int16Array, offset: number): void {
    this.band.take(samples, offset)
    const place = ++this.last % hopsKept
    this.real.set(this.band.real, place * BAND_HOP)
    this.imaginary.set(this.band.imaginary, place * BAND_HOP)
    this.powers[place] = this.band.inBand
    this.totals[place] = this.band.total
    const first = Math.max(0, this.last - smoothHops + 1)
    let inBand = 0
    let total = 0
    for (let hop = first; hop <= this.last; hop++) {
      inBand += this.inBand(hop)
      total += this.total(hop)
    }
    this.smoothInBand = inBand / smoothHops
    this.smoothTotal = total / smoothHops
  }

  /** The mean square of a hop in the band. */
  inBand(hop: number): number {
    // A ring has a value at every place.
    return this.powers[hop % hopsKept] as number
  }

  /** The mean square of a hop in all. */
  total(hop: number): number {
    return this.totals[hop % hopsKept] as number
  }

  /** The mean square of the last half second in the band: long enough for any beat. */
  level(): number {
    let sum = 0
    for (let hop = Math.max(0, this.last - levelHops + 1); hop <= this.last; hop++) sum += this.inBand(hop)
    return sum / levelHops
  }

  /** How many of the hops from `from` to `to` a tone fills, by the power they hold of that of the full ones from `fullFrom` to `fullTo`. */
  filled(from: number, to: number, fullFrom: number, fullTo: number): number {
    let full = 0
    for (let hop = fullFrom; hop <= fullTo; hop++) full += this.inBand(hop)
    full = Math.max(Number.MIN_VALUE, full / Math.max(1, fullTo - fullFrom + 1))
    let filled = 0
    for (let hop = Math.max(0, from); hop <= to; hop++) filled += Math.min(1, this.inBand(hop) / full)
    return filled
  }

  /** Finds the {@link lines} of the hops from `from` to before `to`, or of the latest of them. @returns whether they were enough. */
  measure(from: number, to: number): boolean {
    const first = Math.max(0, from, this.last + 1 - hopsKept, to - longestMeasured)
    if (to - first < shortestMeasured) return false
    this.lines.measure(this.real, this.imaginary, (first % hopsKept) * BAND_HOP, (to - first) * BAND_HOP)
    return true
  }
}
