import { CellvoiceError } from '../../base/error.ts'
import { assertFrame, FRAME_SAMPLES, SAMPLE_RATE } from '../frame.ts'
import { SampleWindow } from '../sample-window.ts'
import { CushionTarget } from './cushion-target.ts'
import { DriftResampler, RESAMPLER_HISTORY } from './drift-resampler.ts'

/** How much sound a buffer holds. */
export interface PlayoutOptions {
  /**
   * What should wait just before each pull, ms, 40 to 1000; by default 60. A frame leaves a gap only when it is later
   * than this less 22 ms. When gaps of up to 500 ms recur within 10 s the target rises by itself, 20 ms at a time and by
   * 100 ms at most; after each minute without one it falls by 10 ms.
   */
  readonly targetMs?: number
  /** What may wait at most, ms, at least 40 more than the target; by default 340 more. Beyond it the oldest is dropped. */
  readonly capacityMs?: number
}

/** What became of the sound so far. */
export interface PlayoutStatistics {
  /** Gaps: times the sound ran out. */
  readonly underruns: number
  /** Frames of silence in the gaps that are over. */
  readonly silentFrames: number
  /** Frames that were dropped because too many waited. */
  readonly droppedFrames: number
}

const SAMPLES_PER_MS = SAMPLE_RATE / 1000
/** How much more than asked for the cushion may become: 100 ms. */
const MAX_MORE_SAMPLES = 100 * SAMPLES_PER_MS
/** A gap begins and ends softly: 5 ms are too short to hear and too long to click. */
const FADE_SAMPLES = 40

/**
 * Sound on its way from one who delivers unevenly to one who takes evenly: a cushion of a few frames. It begins to give when
 * the cushion is full; when it runs out, there is silence until the cushion is full again.
 */
export class PlayoutBuffer {
  private readonly cushion: CushionTarget
  private readonly capacity: number
  private readonly window: SampleWindow
  private readonly resampler = new DriftResampler()
  private state: 'filling' | 'playing' | 'dry' = 'filling'
  private underruns = 0
  private silentFrames = 0
  /** Since the sound ran out. */
  private silentPulls = 0
  private droppedFrames = 0

  /** @throws CellvoiceError INVALID_ARGUMENT when target or capacity is out of range. */
  constructor({ targetMs = 60, capacityMs = targetMs + 340 }: PlayoutOptions = {}) {
    if (!(targetMs >= 40 && targetMs <= 1000)) {
      throw new CellvoiceError('INVALID_ARGUMENT', { detail: `a target is 40 to 1000 ms, not ${targetMs}` })
    }
    if (!(capacityMs >= targetMs + 40 && capacityMs <= 10_000)) {
      throw new CellvoiceError('INVALID_ARGUMENT', {
        detail: `a capacity is ${targetMs + 40} to 10000 ms here, not ${capacityMs}`,
      })
    }
    const target = Math.round(targetMs * SAMPLES_PER_MS)
    this.capacity = Math.round(capacityMs * SAMPLES_PER_MS)
    this.cushion = new CushionTarget(target, Math.min(target + MAX_MORE_SAMPLES, this.capacity - 2 * FRAME_SAMPLES))
    this.window = new SampleWindow(this.capacity, RESAMPLER_HISTORY)
  }

  /** Samples that wait, with the fraction of one that is partly played. */
  get waiting(): number {
    return this.resampler.waiting(this.window)
  }

  /** What should wait just before each pull, in samples. */
  get target(): number {
    return this.cushion.samples
  }

  get statistics(): PlayoutStatistics {
    const { underruns, silentFrames, droppedFrames } = this
    return { underruns, silentFrames, droppedFrames }
  }

  /**
   * Takes a frame of 160 samples; it is copied. When there is no room, the oldest frame is dropped for it.
   * @returns the samples dropped: 0 or 160.
   * @throws CellvoiceError INVALID_ARGUMENT unless the frame has 160 samples.
   */
  push(frame: Int16Array): number {
    assertFrame(frame)
    const { window } = this
    const isFull = window.length + FRAME_SAMPLES > this.capacity
    if (isFull) {
      window.skip(FRAME_SAMPLES)
      this.droppedFrames++
    }
    window.append(frame)
    return isFull ? FRAME_SAMPLES : 0
  }

  /**
   * Fills a frame of 160 samples with what comes next.
   * @param speed samples taken for each one given, 0.9 to 1.1; at 1 they come through unchanged.
   * @returns false for silence, with the frame left as it is. The frame in which the sound ends is filled up with silence.
   */
  pull(frame: Int16Array, speed = 1): boolean {
    const { window, resampler } = this
    const begins = this.state !== 'playing'
    if (begins && this.waiting < this.target) {
      this.silentPulls++
      return false
    }
    if (begins) this.begin()
    const count = Math.min(FRAME_SAMPLES, resampler.readable(window, speed))
    resampler.read(window, speed, frame, count)
    if (begins) fadeIn(frame)
    if (count < FRAME_SAMPLES) this.runDry(frame, count)
    else this.cushion.played()
    return true
  }

  private begin(): void {
    if (this.state === 'dry') {
      this.silentFrames += this.silentPulls
      this.cushion.hadGap(this.silentPulls)
    }
    this.silentPulls = 0
    this.state = 'playing'
  }

  /** Fills up a frame that has only `count` samples. */
  private runDry(frame: Int16Array, count: number): void {
    this.state = 'dry'
    this.underruns++
    fadeOut(frame, count)
    frame.fill(0, count)
  }
}

function fadeIn(frame: Int16Array): void {
  // A target is more than a frame, so the fade is within it.
  for (let at = 0; at < FADE_SAMPLES; at++)
    frame[at] = Math.round(((frame[at] as number) * (at + 1)) / (FADE_SAMPLES + 1))
}

/** Lets the first `count` samples end in silence. */
function fadeOut(frame: Int16Array, count: number): void {
  const length = Math.min(FADE_SAMPLES, count)
  for (let left = 1; left <= length; left++) {
    // Counted from the end of what there is.
    frame[count - left] = Math.round(((frame[count - left] as number) * left) / (FADE_SAMPLES + 1))
  }
}
