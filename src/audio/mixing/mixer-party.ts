import { assertFrame, FRAME_SAMPLES, saturate } from '../frame.ts'
import { gainFactor } from './gain.ts'

/** One who takes part in a conference. */
export interface MixerParty {
  /** True: the others do not hear this party. */
  muted: boolean
  /** True: this party hears silence. */
  deaf: boolean
  /**
   * How much louder the others hear this party, -40 to 20 dB, from its next frame on.
   * @throws CellvoiceError INVALID_ARGUMENT when set out of range.
   */
  gainDb: number
  /**
   * Takes 20 ms of what the party says, to be heard in the next mix. The frame is copied; a second one before that mix
   * takes the place of the first.
   * @throws CellvoiceError INVALID_ARGUMENT unless the frame has 160 samples.
   */
  speak(frame: Int16Array): void
  /** 20 ms of what the party is to hear: all the others. The same array each time, made anew by each mix. */
  readonly output: Int16Array
  /** Mixes for which the party had no frame; it counted as silent in them. */
  readonly missed: number
}

/** A party as the mixer sees it. */
export class SeatedParty implements MixerParty {
  muted = false
  deaf = false
  missed = 0
  readonly output = new Int16Array(FRAME_SAMPLES)
  /** After gain, and not clipped: it is the sum that may be too large for a sample, or be small again. */
  private readonly said = new Int32Array(FRAME_SAMPLES)
  private hasSpoken = false
  private isInMix = false
  private decibels = 0
  private factor = 1

  get gainDb(): number {
    return this.decibels
  }

  set gainDb(gainDb: number) {
    this.factor = gainFactor(gainDb)
    this.decibels = gainDb
  }

  speak(frame: Int16Array): void {
    assertFrame(frame)
    const { said, factor } = this
    // Here and below the loops end with the last sample of a frame.
    if (factor === 1) for (let at = 0; at < FRAME_SAMPLES; at++) said[at] = frame[at] as number
    else for (let at = 0; at < FRAME_SAMPLES; at++) said[at] = Math.round((frame[at] as number) * factor)
    this.hasSpoken = true
  }

  /** Adds what the party said since the mix before, if anything. */
  addTo(sum: Int32Array): void {
    if (!this.hasSpoken) this.missed++
    this.isInMix = this.hasSpoken && !this.muted
    this.hasSpoken = false
    if (!this.isInMix) return
    for (let at = 0; at < FRAME_SAMPLES; at++) sum[at] = (sum[at] as number) + (this.said[at] as number)
  }

  /** Makes the output: `sum` less what the party added to it; `room` is the whole sum, clipped. */
  hear(sum: Int32Array, room: Int16Array): void {
    if (this.deaf) this.output.fill(0)
    else if (this.isInMix) this.hearOthers(sum)
    else this.output.set(room)
  }

  private hearOthers(sum: Int32Array): void {
    const { output, said } = this
    for (let at = 0; at < FRAME_SAMPLES; at++) output[at] = saturate((sum[at] as number) - (said[at] as number))
  }
}
