import { CallProgressBand, HOP_SAMPLES } from '../../../audio/tones/call-progress-band.ts'

/** How much of the power of a ring-back tone lies in the band of call-progress tones; speech leaves it after a while. */
const TONE_SHARE = 0.9
/** The power is followed over some 80 ms: two tones that beat, and one that is modulated, fall silent in between. */
const MEAN_HOPS = 8
/** The shortest burst of a ring-back tone that counts: 250 ms, where national ones begin with 400. */
const BURST_HOPS = 25
/** The longest pause of a ring-back tone: 5 s (ITU-T E.180 Supplement 2), and what it takes to be sure. */
const PAUSE_HOPS = 520
/** Another sound that has lasted so long is an answer: 150 ms. */
const ANSWER_HOPS = 15
/** The mean square of what counts as sound: -42 dBFS. */
const QUIET = 0.5 * (32_768 * 10 ** (-42 / 20)) ** 2

/** Tells whether an exchange that has connected a call already still plays its ring-back tone. */
export class RingingWatch {
  private readonly band = new CallProgressBand()
  private readonly hop = new Int16Array(HOP_SAMPLES)
  private filled = 0
  private total = 0
  private inBand = 0
  private tonal = 0
  private other = 0
  private sinceBurst = Number.POSITIVE_INFINITY

  /** @returns true while it rings; null when not. */
  process(samples: Int16Array): true | null {
    for (let at = 0; at < samples.length; at++) {
      // The loop ends with the last sample.
      this.hop[this.filled++] = samples[at] as number
      if (this.filled < HOP_SAMPLES) continue
      this.filled = 0
      this.band.take(this.hop, 0)
      this.hear()
    }
    return this.sinceBurst < PAUSE_HOPS ? true : null
  }

  private hear(): void {
    this.total += (this.band.total - this.total) / MEAN_HOPS
    this.inBand += (this.band.inBand - this.inBand) / MEAN_HOPS
    const isSound = this.total > QUIET
    const isTone = isSound && this.inBand > TONE_SHARE * this.total
    this.tonal = isTone ? this.tonal + 1 : 0
    this.other = isSound && !isTone ? this.other + 1 : 0
    this.sinceBurst = this.tonal >= BURST_HOPS ? 0 : this.sinceBurst + 1
    if (this.other >= ANSWER_HOPS) this.sinceBurst = Number.POSITIVE_INFINITY
  }
}
