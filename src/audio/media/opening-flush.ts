import type { Clock } from '../../base/clock.ts'

/** What comes so soon after a port was opened was waiting there from before. */
const staleMs = 20

/**
 * Leaves out what a port had kept from before it was opened. The first byte is taken for the first half of a sample, and
 * nothing else is guessed: after an odd number of bytes one more is left out.
 */
export class OpeningFlush {
  private readonly clock: Clock
  private untilMs = Number.POSITIVE_INFINITY
  private halfSample = false

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** The port is open as of now. */
  opened(): void {
    this.untilMs = this.clock.now() + staleMs
  }

  /** The part of `chunk` that is to be heard. */
  pass(chunk: Uint8Array): Uint8Array {
    if (this.clock.now() < this.untilMs) {
      if (chunk.length % 2 === 1) this.halfSample = !this.halfSample
      return chunk.subarray(chunk.length)
    }
    if (!this.halfSample || chunk.length === 0) return chunk
    this.halfSample = false
    return chunk.subarray(1)
  }
}
