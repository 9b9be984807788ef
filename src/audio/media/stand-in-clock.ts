import type { CancelTimer, Clock } from '../../base/clock.ts'
import { FRAME_MS } from '../frame.ts'

/** A device that gives nothing for so long is taken for silent. */
const silentAfterMs = 100
/** One that has never given anything is given this long to begin. */
const firstSoundMs = 500
/** Between a first suspicion and the verdict; what waits at the line is read in this time. */
const confirmMs = 5
/** A process that slept for longer than this does not make up for it. */
const maxFramesAtOnce = 50

/**
 * Stands in for the clock of a device that gives no downlink: after 100 ms it asks for a frame each 20 ms by absolute
 * deadlines, so that no delay of a timer adds up, until the device gives something again.
 */
export class StandInClock {
  private readonly clock: Clock
  private readonly exchange: (frames: number) => void
  private cancel: CancelTimer = () => {}
  private lastHeardMs = 0
  private heardOnce = false
  private suspicious = false
  /** Up to when this clock has asked for frames; undefined while the device is the clock. */
  private coveredMs: number | undefined
  private readonly tick = () => this.check()

  /** @param exchange Called with the number of frames that are due, 1 to 50. */
  constructor(clock: Clock, exchange: (frames: number) => void) {
    this.clock = clock
    this.exchange = exchange
  }

  start(): void {
    this.lastHeardMs = this.clock.now()
    this.again(silentAfterMs)
  }

  stop(): void {
    this.cancel()
  }

  /** The device gave something. @returns up to when this clock had stood in for it, undefined when it had not. */
  heard(nowMs: number): number | undefined {
    const coveredMs = this.coveredMs
    this.lastHeardMs = nowMs
    this.heardOnce = true
    this.suspicious = false
    this.coveredMs = undefined
    return coveredMs
  }

  private check(): void {
    const nowMs = this.clock.now()
    if (this.coveredMs === undefined && !this.isSilent(nowMs)) return
    this.coveredMs ??= this.heardOnce ? this.lastHeardMs : nowMs - FRAME_MS
    const due = Math.floor((nowMs - this.coveredMs) / FRAME_MS)
    // The time that is not made up for is skipped, so that it does not come due again.
    if (due > maxFramesAtOnce) this.coveredMs += (due - maxFramesAtOnce) * FRAME_MS
    const frames = Math.min(due, maxFramesAtOnce)
    this.coveredMs += frames * FRAME_MS
    this.again(this.coveredMs + FRAME_MS - nowMs)
    if (frames > 0) this.exchange(frames)
  }

  /** Whether nothing has come; not at once, as after a busy time of this process it may wait at the line unread. */
  private isSilent(nowMs: number): boolean {
    const limitMs = this.heardOnce ? silentAfterMs : firstSoundMs
    const waitMs = this.lastHeardMs + limitMs - nowMs
    if (waitMs <= 0 && this.suspicious) {
      this.suspicious = false
      return true
    }
    this.suspicious = waitMs <= 0
    this.again(waitMs <= 0 ? confirmMs : waitMs)
    return false
  }

  private again(delayMs: number): void {
    this.cancel = this.clock.setTimer(Math.max(0, delayMs), this.tick)
  }
}
