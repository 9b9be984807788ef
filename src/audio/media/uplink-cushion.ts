import { FRAME_MS } from '../frame.ts'

/** Frames that arrive within this time of the first are one moment: the device had played them all before it. */
const momentMs = 5
/** No more than this is ever sent ahead. */
const maxFrames = 25
/** A second burst within so many frames is the device's way, not an accident of this process: 2 s. */
const againWithin = 100
/** After so many frames without a burst the device is trusted again: 5 s. */
const calmAfter = 250

/**
 * Reckons how many frames of uplink the device still has to play. The device plays one for each that it delivers, so its
 * own downlink is the clock, and no drift against another one adds up.
 *
 * When this process was busy for longer than the cushion lasts, the device has run dry, and the frames that it should have
 * played meanwhile are in the past. Sent all the same, they would delay the rest of the call: only the newest go out, as many
 * as fill the cushion. A device that delivers in bursts by its nature needs a larger cushion, and gets it at the second burst.
 */
export class UplinkCushion {
  private readonly target: number
  private limit: number
  private momentStartMs = Number.NEGATIVE_INFINITY
  private lastMs = Number.NEGATIVE_INFINITY
  /** Frames that the time before the moment accounts for. */
  private expected = 0
  /** Of what was there when the moment began, what is left; below 0 when the device ran dry. */
  private left = 0
  private played = 0
  private sent = 0
  /** Whether the device ran dry in this moment. */
  private dry = false
  private sinceDry = againWithin
  private sinceBurst = 0

  /** @param frames What to keep ahead, 0 to 25. */
  constructor(frames: number) {
    this.target = frames
    this.limit = Math.max(1, frames)
  }

  /** Frames of silence to send now, before anything else: the device has nothing. */
  fill(): number {
    this.left = this.target
    this.sent = 0
    this.momentStartMs = Number.NEGATIVE_INFINITY
    return this.target
  }

  /** The device turned out to hold `frames` more than was reckoned: as many will not be sent. */
  addSurplus(frames: number): void {
    this.left = Math.max(0, this.left) + frames
  }

  /** The device delivered `frames`, so it played as many. @returns how many of the newest uplink frames to send. */
  advance(frames: number, nowMs: number): number {
    if (this.isNewMoment(frames, nowMs)) {
      this.momentStartMs = nowMs
      this.expected = Math.round((nowMs - this.lastMs) / FRAME_MS)
      this.left = Math.max(0, this.left) + this.sent
      this.played = 0
      this.sent = 0
      this.dry = false
    }
    this.lastMs = nowMs
    this.left -= frames
    this.played += frames
    this.adapt(frames)
    const room = Math.max(0, this.limit - Math.max(0, this.left) - this.sent)
    const send = Math.min(frames, room)
    this.sent += send
    return send
  }

  /** A single frame right behind a burst that was complete is the next one, not a part of it. */
  private isNewMoment(frames: number, nowMs: number): boolean {
    return nowMs - this.momentStartMs >= momentMs || (frames === 1 && this.played >= this.expected)
  }

  private adapt(frames: number): void {
    this.sinceDry += frames
    this.sinceBurst += frames
    if (this.played > Math.max(1, this.target)) this.sinceBurst = 0
    else if (this.sinceBurst > calmAfter) this.limit = Math.max(1, this.target)
    if (this.played <= this.limit || this.dry) return
    this.dry = true
    if (this.sinceDry < againWithin) this.limit = Math.min(maxFrames, this.played)
    this.sinceDry = 0
  }
}
