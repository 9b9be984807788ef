import { FRAME_SAMPLES } from '../frame.ts'

/** A longer silence is one who stopped, not one who is late: 500 ms. */
const LONGEST_GAP = 25
/** A second gap within so many pulls is no accident: 10 s. */
const AGAIN_WITHIN = 500
/** After so many pulls without a gap a little less is tried: 1 min. */
const CALM_AFTER = 3000
const CALM_STEP = FRAME_SAMPLES / 2

/**
 * How much sound should wait: as little as was asked for, and more while that is too little. One gap changes nothing, since
 * a pause of the host is over when it is noticed; gaps that recur are jitter, and jitter stays.
 */
export class CushionTarget {
  /** What should wait now, in samples. */
  samples: number
  private readonly least: number
  private readonly most: number
  private sinceGap = AGAIN_WITHIN
  private sinceChange = 0

  /** @param least samples that were asked for. @param most samples that it may become. */
  constructor(least: number, most: number) {
    this.least = least
    this.most = Math.max(least, most)
    this.samples = least
  }

  /** A frame was given. */
  played(): void {
    this.sinceGap++
    this.sinceChange++
    if (this.sinceChange < CALM_AFTER) return
    this.samples = Math.max(this.least, this.samples - CALM_STEP)
    this.sinceChange = 0
  }

  /** The sound ran out, and goes on after so many pulls of silence. */
  hadGap(silentPulls: number): void {
    if (silentPulls > LONGEST_GAP) return
    if (this.sinceGap < AGAIN_WITHIN) this.samples = Math.min(this.most, this.samples + FRAME_SAMPLES)
    this.sinceGap = 0
    this.sinceChange = 0
  }
}
