import type { Readable } from 'node:stream'
import type { CancelTimer, Clock } from '../../base/clock.ts'
import { FRAME_MS, SAMPLE_RATE } from '../frame.ts'

const bytesPerMs = (2 * SAMPLE_RATE) / 1000
/** No sound card is so much faster than its name says: the worst reported are 0.2 %. */
const fastestPace = 1.02
/** May come at once at any time: what a ring of a sound card holds. */
const headStartMs = 200
/** What can wait in the pipe after this process was held up, with room to spare. */
const maxBacklogMs = 20_000

/**
 * Reads sound from a child process as it comes, but in the long run not faster than 1.02 times real time. A real card never
 * meets this limit; the devices `null` and `file` of ALSA have no clock and give sound as fast as it is read.
 */
export class PacedReader {
  private readonly stream: Readable
  private readonly clock: Clock
  private readonly take: (chunk: Buffer) => void
  private readonly read = () => this.readAllowed()
  private cancel: CancelTimer = () => {}
  private refilledMs: number | undefined
  private allowance = headStartMs * bytesPerMs
  private open = true

  constructor(stream: Readable, clock: Clock, take: (chunk: Buffer) => void) {
    this.stream = stream
    this.clock = clock
    this.take = take
    stream.on('readable', this.read)
  }

  /** Takes nothing more. */
  stop(): void {
    this.open = false
    this.cancel()
    this.stream.off('readable', this.read)
  }

  private readAllowed(): void {
    this.cancel()
    const nowMs = this.clock.now()
    const elapsedMs = nowMs - (this.refilledMs ?? nowMs)
    this.refilledMs = nowMs
    this.allowance = Math.min(
      maxBacklogMs * bytesPerMs,
      this.allowance + Math.floor(elapsedMs * fastestPace * bytesPerMs),
    )
    const size = Math.min(this.stream.readableLength, this.allowance)
    const chunk: Buffer | null = size > 0 ? this.stream.read(size) : null
    if (chunk) {
      this.allowance -= chunk.length
      this.take(chunk)
    }
    if (this.open && this.stream.readableLength > 0) this.cancel = this.clock.setTimer(FRAME_MS, this.read)
  }
}
