import { measurePurity, type Purity, TonePeak } from './tone-peak.ts'

/** Quieter than this is no tone that somebody sends, in dB of full scale squared. */
const quietest = -50
const mostHzOff = 25
const mostLevelOff = 5
/** So many hops without the tone end it: 30 ms, what a frame lost in the network costs. */
const hopsToEnd = 3
/** A window that lies on an edge shows another level: so many hops at each end are not judged. */
const edgeHops = 2
/** How far back the running means of frequency and level reach. */
const meanHops = 8

/** A tone that is covered or away for more than this part of its time is no steady one. */
const mostMissed = 0.15
const mostHzDeviation = 5
const mostLevelDeviation = 2
const leastOverNext = 16
const leastOverRest = 7
const leastSum = 24
const mostSpread = 1

/** Follows one tone of constant frequency and level through a stream of spectra. */
export class SteadyTone {
  /** How many hops the tone has lasted, those included in which it was covered; 0 when there is none. */
  hops = 0
  /** The hop, from 0 for the first heard, in which it began. */
  startHop = 0
  /**
   * What became of it before, of use after `hear` returned true: `even` says that it kept its frequency, `pure` that it was one tone besides.
   */
  readonly ended = { startHop: 0, endHop: 0, hz: 0, even: false, pure: false }
  /** What the spectrum heard last is like. */
  readonly peak = new TonePeak()
  private hop = 0
  private absent = 0
  /** Hops within the tone that did not show it. */
  private missed = 0
  private hz = 0
  private level = 0
  private readonly sum: Float64Array
  private readonly purity: Purity = { hz: 0, overNext: 0, overRest: 0, spread: 0 }
  private readonly frequencies = new Spread()
  private readonly levels = new Spread()

  /** @param bins - how many bins a spectrum has. */
  constructor(bins: number) {
    this.sum = new Float64Array(bins)
  }

  /** @returns whether a tone has ended with this spectrum. */
  hear(power: Float64Array): boolean {
    const { peak } = this
    peak.read(power)
    const hop = this.hop++
    const tonal = peak.tonal && peak.level > quietest
    if (this.hops === 0) {
      if (tonal) this.begin(hop)
      return false
    }
    this.hops++
    if (tonal && Math.abs(peak.hz - this.hz) < mostHzOff && Math.abs(peak.level - this.level) < mostLevelOff) {
      this.goOn(power)
      return false
    }
    this.absent++
    if (this.absent < hopsToEnd && !(tonal && this.hops < 5)) return false
    this.finish()
    if (tonal) this.begin(hop)
    return true
  }

  /** The mean frequency so far, in Hz. */
  get frequency(): number {
    return this.frequencies.count > 0 ? this.frequencies.mean : this.hz
  }

  /** Whether what has been heard of the tone so far is one tone, even in frequency and level, over little else. */
  get pure(): boolean {
    const { purity, frequencies, levels } = this
    if (this.missed > mostMissed * this.hops) return false
    if (frequencies.deviation > mostHzDeviation || levels.deviation > mostLevelDeviation) return false
    purity.hz = this.frequency
    measurePurity(this.sum, purity)
    const { overNext, overRest, spread } = purity
    return overNext > leastOverNext && overRest > leastOverRest && overNext + overRest > leastSum && spread < mostSpread
  }

  private begin(hop: number): void {
    const { peak } = this
    this.hops = 1
    this.startHop = hop
    this.absent = 0
    this.missed = 0
    this.hz = peak.hz
    this.level = peak.level
    this.sum.fill(0)
    this.frequencies.clear()
    this.levels.clear()
  }

  private goOn(power: Float64Array): void {
    const { peak, sum, frequencies, levels } = this
    this.missed += this.absent
    this.absent = 0
    const share = 1 / Math.min(meanHops, this.hops)
    this.hz += (peak.hz - this.hz) * share
    this.level += (peak.level - this.level) * share
    if (this.hops <= edgeHops) return
    // The tables have as many bins as the spectrum.
    for (let bin = 0; bin < sum.length; bin++) sum[bin] = (sum[bin] as number) + (power[bin] as number)
    frequencies.next = peak.hz
    frequencies.add()
    levels.next = peak.level
    levels.add()
  }

  private finish(): void {
    const { ended } = this
    ended.startHop = this.startHop
    ended.endHop = this.startHop + this.hops - this.absent
    ended.hz = this.frequency
    ended.even = this.frequencies.deviation < mostHzDeviation
    ended.pure = this.pure
    this.hops = 0
  }
}

/** Mean and deviation of numbers as they come, the last two left out: they may lie on the edge. */
class Spread {
  /** What `add` takes: a number that is handed over may cost an allocation. */
  next = 0
  count = 0
  mean = 0
  private squares = 0
  private newest = 0
  private before = 0
  private given = 0

  clear(): void {
    this.count = 0
    this.mean = 0
    this.squares = 0
    this.given = 0
  }

  add(): void {
    this.given++
    if (this.given > edgeHops) {
      this.count++
      const off = this.before - this.mean
      this.mean += off / this.count
      this.squares += off * (this.before - this.mean)
    }
    this.before = this.newest
    this.newest = this.next
  }

  get deviation(): number {
    return this.count > 0 ? Math.sqrt(this.squares / this.count) : 0
  }
}
