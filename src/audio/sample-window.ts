/** What a skip takes to fade from one place of the sound to the other: 5 ms are too short to hear and too long to click. */
const SKIP_FADE_SAMPLES = 40

/**
 * Samples that wait, first in, first out, side by side in one array; if wanted with a few that are already taken kept
 * before them, for an interpolator to look back at. Nothing is allocated after construction.
 */
export class SampleWindow {
  /** Those that wait are from {@link start} to {@link end}. */
  readonly samples: Int16Array
  start: number
  end: number
  private readonly history: number

  /**
   * @param capacity samples that may wait; the caller sees to it that no more do.
   * @param history samples that stay readable before {@link start}; none unless said.
   */
  constructor(capacity: number, history = 0) {
    // Twice the room, so that the samples are moved to the front only once for each capacity that passes through.
    this.samples = new Int16Array(2 * capacity + history)
    this.history = history
    this.start = history
    this.end = history
  }

  get length(): number {
    return this.end - this.start
  }

  append(samples: Int16Array): void {
    if (this.end + samples.length > this.samples.length) this.moveToFront()
    this.samples.set(samples, this.end)
    this.end += samples.length
  }

  /** Moves the oldest to the start of `out`. @returns how many: fewer than it holds where no more wait. */
  take(out: Int16Array): number {
    const count = Math.min(out.length, this.length)
    // Both arrays hold at least that many.
    for (let at = 0; at < count; at++) out[at] = this.samples[this.start + at] as number
    this.start += count
    return count
  }

  /** Takes the oldest `count`, unread. */
  discard(count: number): void {
    this.start += count
  }

  /** Leaves out the oldest `count`, at least 40 of at least twice as many, and fades from what is left out to what follows. */
  skip(count: number): void {
    const { samples, start, history } = this
    samples.copyWithin(start + count - history, start - history, start)
    for (let at = 0; at < SKIP_FADE_SAMPLES; at++) {
      // What is left out and what follows it are both among those that wait.
      const left = samples[start + at] as number
      const next = samples[start + count + at] as number
      samples[start + count + at] = Math.round(left + ((next - left) * (at + 1)) / (SKIP_FADE_SAMPLES + 1))
    }
    this.start += count
  }

  private moveToFront(): void {
    this.samples.copyWithin(0, this.start - this.history, this.end)
    this.end -= this.start - this.history
    this.start = this.history
  }
}
