import { SAMPLE_RATE } from '../frame.ts'
import type { FrameSource } from '../media-session.ts'
import { DriftSteering } from './drift-steering.ts'
import { PlayoutBuffer, type PlayoutOptions, type PlayoutStatistics } from './playout-buffer.ts'

/** What became of the sound so far, and how it stands. */
export interface DriftStatistics extends PlayoutStatistics {
  /** Sound that should wait just before each pull, ms: what was asked for, or more after gaps. */
  readonly targetMs: number
  /** Sound that waits now, ms. */
  readonly waitingMs: number
  /** How much faster the writer's clock is believed to run than the reader's, parts per million. */
  readonly driftPpm: number
}

/**
 * Joins two clocks: frames come at one's 20 ms and go at the other's, with jitter on both sides. The cushion between them is
 * kept at its target by reading a little faster or slower: unheard for clocks 500 ppm apart, and without a gap up to 2000.
 * After a pause of 200 ms the delay is back within 5 s, for which the pitch rises by up to 4 %.
 *
 *     const bridge = new DriftBuffer()
 *     one.listen(bridge.push)
 *     other.setSource(bridge.pull)
 */
export class DriftBuffer {
  private readonly buffer: PlayoutBuffer
  private readonly steering = new DriftSteering()

  /** @throws CellvoiceError INVALID_ARGUMENT when target or capacity is out of range. */
  constructor(options: PlayoutOptions = {}) {
    this.buffer = new PlayoutBuffer(options)
  }

  get statistics(): DriftStatistics {
    return {
      ...this.buffer.statistics,
      targetMs: (this.buffer.target * 1000) / SAMPLE_RATE,
      waitingMs: (this.buffer.waiting * 1000) / SAMPLE_RATE,
      driftPpm: this.steering.drift * 1e6,
    }
  }

  /**
   * Takes a frame of 160 samples; it is copied. A function of its own, to be handed on.
   * @throws CellvoiceError INVALID_ARGUMENT unless the frame has 160 samples.
   */
  readonly push = (frame: Int16Array): void => {
    this.steering.dropped(this.buffer.push(frame))
  }

  /** Fills a frame with what comes next, or says that there is silence. A function of its own, to be handed on. */
  readonly pull: FrameSource = frame => {
    const { buffer, steering } = this
    const waiting = buffer.waiting
    const hasSound = buffer.pull(frame, steering.speed)
    if (hasSound) steering.observe(waiting, waiting - buffer.waiting, buffer.target)
    else steering.restart()
    return hasSound
  }
}
