import type { Logger } from '../../base/logger.ts'

/** How many announcements may wait; a party has six at most. */
const MAX_WAITING = 64

/** What is played to a whole room, one after the other. */
export class Announcements {
  private readonly logger: Logger
  private readonly waiting: Int16Array[] = []
  private at = 0

  constructor(logger: Logger) {
    this.logger = logger
  }

  /** Adds samples behind those that wait; beyond 64 announcements they are left out. They are not copied. */
  add(samples: Int16Array | undefined): void {
    if (!samples || samples.length === 0) return
    if (this.waiting.length < MAX_WAITING) this.waiting.push(samples)
    else this.logger.warn(`an announcement was left out: ${MAX_WAITING} wait already`)
  }

  /** Fills a frame with what comes next, and silence behind the last; false when there is nothing. */
  readonly fill = (frame: Int16Array): boolean => {
    let filled = 0
    for (let samples = this.waiting[0]; samples && filled < frame.length; samples = this.waiting[0]) {
      const part = samples.subarray(this.at, this.at + frame.length - filled)
      frame.set(part, filled)
      filled += part.length
      this.at += part.length
      if (this.at < samples.length) break
      this.waiting.shift()
      this.at = 0
    }
    if (filled > 0) frame.fill(0, filled)
    return filled > 0
  }
}
