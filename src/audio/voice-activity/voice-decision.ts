import { HOP_SAMPLES } from './power-spectrum.ts'

/** What one hop can say for or against speech at most. */
const mostOdds = 2
/** Odds that add up to more than this are speech: one hop that leaves little doubt, or a few. */
const oddsToStart = 0.6
/** Odds above this keep speech going. */
const oddsToGoOn = 0.8
/** The end is told after so many hops without speech: soon enough for who waits for it. */
const hopsToEnd = 14
/** A pause of no more than this is one within speech (ITU-T P.56, 200 ms), also when its start was told as an end. */
const hopsWithin = 20

/** Turns the odds of each hop into speech that starts and ends, and says where it did. */
export class VoiceDecision {
  speaking = false
  /** In hops from the first: where the speech told of last began. When the pause before it was
   * one within speech, that is where the speech before it ended. Of use once `speaking` is true. */
  start = 0
  /** The hop after the last one of speech so far. */
  end = 0
  /** Whether the hop decided last is itself speech, not a pause within it. */
  get voiced(): boolean {
    return this.speaking && this.end === this.hop
  }

  private hop = 0
  private sum = 0
  private rise = 0

  /**
   * @param hopOdds - those of the next hop, in its only place.
   * @returns 1 when speech has started, -1 when it has ended, else 0.
   */
  decide(hopOdds: Float64Array): -1 | 0 | 1 {
    const odds = hopOdds[0] as number
    const hop = this.hop++
    if (this.speaking) {
      if (odds > oddsToGoOn) this.end = hop + 1
      if (hop + 1 - this.end < hopsToEnd) return 0
      this.speaking = false
      this.sum = 0
      return -1
    }
    if (this.sum === 0) this.rise = hop
    this.sum = Math.max(0, this.sum + Math.max(-mostOdds, Math.min(mostOdds, odds)))
    if (this.sum <= oddsToStart) return 0
    this.speaking = true
    this.start = this.end > 0 && this.rise - this.end <= hopsWithin ? this.end : this.rise
    this.end = hop + 1
    return 1
  }
}

/** The sample at which a hop begins, for a window whose middle lies `delay` samples before the end of its hop. */
export function sampleOfHop(hop: number, delay: number): number {
  return Math.max(0, Math.round((hop + 1) * HOP_SAMPLES - delay - HOP_SAMPLES / 2))
}
