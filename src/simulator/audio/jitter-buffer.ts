import { FRAME_SAMPLES } from '../../audio/frame.ts'
import type { CountedAudio } from './audio-counters.ts'

const capacity = 4
/** Half full at the start, there is room for either clock to be the faster one. */
const prefill = 2

/**
 * Frames between two modules, written on the clock of one and read on that of the other. When it is full the oldest frame
 * is lost; when it is empty there is one frame of silence. Either slip moves it one frame away from its bound.
 */
export class JitterBuffer {
  private readonly samples = new Int16Array(capacity * FRAME_SAMPLES)
  private readonly counters: CountedAudio
  private first = 0
  private count = 0
  private flowing = false

  constructor(counters: CountedAudio) {
    this.counters = counters
  }

  put(frame: Int16Array): void {
    if (this.count === capacity) {
      this.dropFirst()
      this.counters.slips++
    }
    this.samples.set(frame, ((this.first + this.count) % capacity) * FRAME_SAMPLES)
    this.count++
    if (this.count >= prefill) this.flowing = true
  }

  /** Fills `frame` with the next frame; false when there is none. */
  take(frame: Int16Array): boolean {
    if (!this.flowing) return false
    if (this.count === 0) {
      this.counters.slips++
      return false
    }
    const from = this.first * FRAME_SAMPLES
    frame.set(this.samples.subarray(from, from + FRAME_SAMPLES))
    this.dropFirst()
    return true
  }

  /** Begins anew, as after a hold. */
  clear(): void {
    this.count = 0
    this.flowing = false
  }

  private dropFirst(): void {
    this.first = (this.first + 1) % capacity
    this.count--
  }
}
