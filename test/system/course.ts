import { FRAME_SAMPLES, SAMPLE_RATE } from '../../src/audio/frame.ts'

/** Frames one after the other, and when each was there. */
export class Course {
  private readonly kept: Int16Array
  private readonly stamps: number[] = []

  /** @param seconds how much is kept; the rest is not. */
  constructor(seconds: number) {
    this.kept = new Int16Array(seconds * SAMPLE_RATE)
  }

  add(frame: Int16Array, nowMs: number): void {
    const at = this.stamps.length * FRAME_SAMPLES
    if (at + FRAME_SAMPLES > this.kept.length) return
    this.kept.set(frame, at)
    this.stamps.push(nowMs)
  }

  get samples(): Int16Array {
    return this.kept.subarray(0, this.stamps.length * FRAME_SAMPLES)
  }

  /** When the frame with this sample was there, as it was told. */
  toldMs(sample: number): number {
    return this.stamps[Math.floor(sample / FRAME_SAMPLES)] ?? Number.NaN
  }

  /**
   * When a sample passed by the clock of its device. Whoever told of a frame was late and never early, so the clock is the
   * straight line that touches the stamps from below: through the least late frames of the first and the last quarter.
   */
  clock(): (sample: number) => number {
    const quarter = Math.floor(this.stamps.length / 4)
    const periodMs = this.leastSlope(quarter)
    const startMs = Math.min(...this.stamps.map((ms, index) => ms - index * periodMs))
    return sample => startMs + (sample / FRAME_SAMPLES) * periodMs
  }

  private leastSlope(quarter: number): number {
    const nominal = (1000 * FRAME_SAMPLES) / SAMPLE_RATE
    const least = (from: number) => {
      const part = this.stamps.slice(from, from + quarter).map((ms, index) => ms - (from + index) * nominal)
      const value = Math.min(...part)
      return { index: from + part.indexOf(value), value }
    }
    const [first, last] = [least(0), least(this.stamps.length - quarter)]
    return nominal + (last.value - first.value) / (last.index - first.index)
  }
}
