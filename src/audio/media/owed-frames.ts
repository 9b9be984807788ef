import { FRAME_MS } from '../frame.ts'

/** What comes later than this after the device spoke again is not what it owed: 1 s. */
const catchUpMs = 1000

/**
 * Tells frames that come late from those that are due. While a device is silent its frames are replaced, and so are owed;
 * a device that was only held up delivers them in a burst. All but those that are due by the clock then belong to a time
 * that was accounted for already.
 */
export class OwedFrames {
  private owed = 0
  private coveredMs = 0
  private untilMs = Number.NEGATIVE_INFINITY

  /** A frame was replaced. */
  add(): void {
    this.owed++
  }

  /** The device gives something again; all up to `coveredMs` is accounted for. */
  deviceReturned(coveredMs: number, nowMs: number): void {
    this.coveredMs = coveredMs
    this.untilMs = nowMs + catchUpMs
  }

  /** How many of `frames` that came now are late; they are the oldest. */
  lateOf(frames: number, nowMs: number): number {
    if (nowMs > this.untilMs) this.owed = 0
    if (this.owed === 0) return 0
    const due = Math.max(0, Math.round((nowMs - this.coveredMs) / FRAME_MS))
    const late = Math.min(this.owed, Math.max(0, frames - due))
    this.owed -= late
    this.coveredMs += (frames - late) * FRAME_MS
    return late
  }
}
