import { BAND_DELAY, HOP_SAMPLES } from './call-progress-band.ts'
import { ToneHops } from './tone-hops.ts'

/** Hops after which an edge is measured: its hop is smeared by then into no other. */
const settleHops = 5
/** How much of the power must lie in the band for a tone to begin, to go on, and in a whole stretch of it. */
const beginShare = 0.6
const endShare = 0.4
const toneShare = 0.7
/** Off is 7 dB below on; and on is no more than 15 dB below the on before it. */
const offBelow = 0.2
const againAbove = 0.03
/** But no more than 4 dB at first, as what fades may swell once more; that passes in a third of a second. */
const atOnceAbove = 0.4
const fading = 0.935
/** Beats make the power rise and fall: at the start of on it is known by its peak, later by its mean. */
const peakHops = 8
/** The mean is over so many hops: AMR lets two tones fade for a quarter of a second, and on must not follow them. */
const meanHops = 40
/** How fast the level of the last tone is forgotten, a hop: 2 dB a second. */
const forgetting = 0.995
/** Off must be quieter than on by 9 dB, all frequencies counted: somebody who speaks in the gaps is no tone. */
const quietBelow = 0.125
/** The mean square of the weakest tone heard: -50 dBFS. */
const faintest = 0.5 * (32_768 * 10 ** (-50 / 20)) ** 2
/** Hops at either end of a stretch that hold a part of what is beside it. */
const edgeHops = 1
/** Samples by which the ramps of filter and coder make a tone look shorter at either end: 4 ms. */
const edgeBias = 32

/** A stretch of tone or of silence. */
interface Stretch {
  on: boolean
  startSample: number
  endSample: number
  /** Whether it may be part of a tone: pure when on, quiet when off. */
  clean: boolean
}

/**
 * Cuts a call into stretches of tone and of silence and measures their edges to a few milliseconds, whatever the
 * level. One instance a direction of a call.
 */
export class ToneStretches {
  readonly hops = new ToneHops()
  /** The stretch that has ended, when {@link take} says so. */
  readonly ended: Readonly<Stretch>
  /** The stretch that goes on now; its end is not yet known. */
  readonly current: Readonly<Stretch>
  private readonly last: Stretch = { on: false, startSample: 0, endSample: 0, clean: false }
  private readonly now: Stretch = { on: false, startSample: 0, endSample: 0, clean: false }
  /** The hop in which the current stretch was seen to begin. */
  private seenHop = 0
  /** Whether a tone was seen to begin; whether it is one is known when its edge has been measured. */
  private sounding = false
  private plateau = 0
  private above = againAbove
  private sumInBand = 0
  private sumTotal = 0
  private onTotal = 0
  /** A tone too short to be one has broken the silence. */
  private broken = false

  constructor() {
    this.ended = this.last
    this.current = this.now
  }

  /** Takes 80 samples, from `offset` of `samples` on. @returns whether a stretch has ended. */
  take(samples: Int16Array, offset: number): boolean {
    const { hops } = this
    hops.take(samples, offset)
    const settled = hops.last - settleHops
    if (settled > this.seenHop + edgeHops) {
      this.sumInBand += hops.inBand(settled)
      this.sumTotal += hops.total(settled)
    }
    if (this.sounding) return this.whileOn()
    this.whileOff()
    return false
  }

  /** Finds the frequencies of the stretch of tone that has just ended or still goes on. @returns whether it was long enough. */
  measure(): boolean {
    const { startSample, endSample } = this.now.on ? this.now : this.last
    const to = this.now.on ? this.hops.last + 1 : hopOf(endSample) - edgeHops
    return this.hops.measure(hopOf(startSample) + 1 + edgeHops, to)
  }

  /** How much of the power of the current stretch lies in the band: 0-1. */
  share(): number {
    return this.sumInBand / Math.max(Number.MIN_VALUE, this.sumTotal)
  }

  private whileOff(): void {
    const { smoothInBand: smooth, smoothTotal: total } = this.hops
    this.plateau *= forgetting
    this.above = Math.max(againAbove, this.above * fading)
    if (smooth < faintest || smooth < this.above * this.plateau || smooth < beginShare * total) return
    // What falls is the rest of the tone before.
    if (this.hops.inBand(this.hops.last) >= smooth) this.begin()
  }

  private whileOn(): boolean {
    const { smoothInBand: smooth, smoothTotal: total } = this.hops
    const age = this.hops.last - this.seenHop
    if (age < peakHops) this.plateau = Math.max(this.plateau, smooth)
    else this.plateau += (smooth - this.plateau) / meanHops
    const over = smooth < offBelow * this.plateau || smooth < endShare * total || smooth < faintest
    if (age < settleHops) {
      if (over) this.breakSilence()
      return false
    }
    if (age === settleHops) return this.endSilence()
    return over && this.endTone()
  }

  /** A tone was seen to begin: the silence before it is summed up now, and ends when the edge can be measured. */
  private begin(): void {
    const quiet = this.sumTotal <= this.summedHops() * quietBelow * this.onTotal
    this.now.clean = quiet && this.onTotal > 0 && !this.broken
    this.sounding = true
    this.plateau = this.hops.smoothInBand
    this.seen()
  }

  private breakSilence(): void {
    this.sounding = false
    this.broken = true
  }

  private endSilence(): boolean {
    const from = this.seenHop + 2
    const filled = this.hops.filled(this.seenHop - 3, from - 1, from, this.hops.last)
    this.close(sampleOf(from - filled) - edgeBias)
    this.broken = false
    this.now.on = true
    return true
  }

  private endTone(): boolean {
    const from = this.hops.last - settleHops
    const filled = this.hops.filled(from, this.hops.last, Math.max(this.seenHop + 2, from - 10), from - 1)
    // Some networks send every other part 10 dB softer: the noise after it is no more than after the others.
    this.onTotal = Math.max(this.sumTotal / Math.max(1, this.summedHops()), this.onTotal / 2)
    this.now.clean = this.sumInBand > toneShare * this.sumTotal
    this.close(sampleOf(from + filled) + edgeBias)
    this.now.on = false
    this.sounding = false
    this.above = atOnceAbove
    this.seen()
    return true
  }

  private seen(): void {
    this.seenHop = this.hops.last
    this.sumInBand = 0
    this.sumTotal = 0
  }

  private summedHops(): number {
    return Math.max(0, this.hops.last - settleHops - this.seenHop - edgeHops)
  }

  private close(edge: number): void {
    this.last.on = this.now.on
    this.last.startSample = this.now.startSample
    this.last.endSample = edge
    this.last.clean = this.now.clean
    this.now.startSample = edge
  }
}

function sampleOf(hop: number): number {
  return Math.max(0, Math.round(hop * HOP_SAMPLES) - BAND_DELAY)
}

function hopOf(sample: number): number {
  return Math.floor((sample + BAND_DELAY) / HOP_SAMPLES)
}
