import type { Clock } from '../../base/clock.ts'
import type { Logger } from '../../base/logger.ts'
import { FRAME_BYTES, FRAME_SAMPLES, writeSamples } from '../frame.ts'
import type { FrameListener, FrameSource } from '../media-session.ts'
import { FrameCutter } from './frame-cutter.ts'
import { FrameListeners } from './frame-listeners.ts'
import type { MediaCounters } from './media-counters.ts'
import { OwedFrames } from './owed-frames.ts'
import { StandInClock } from './stand-in-clock.ts'
import { UplinkCushion } from './uplink-cushion.ts'

/** What {@link FramePump} works with. */
export interface PumpOptions {
  readonly clock: Clock
  readonly logger: Logger
  readonly counters: MediaCounters
  /** Frames of silence kept ahead of the device, 0 to 25. */
  readonly cushionFrames: number
  /** Takes 320 bytes of uplink, which are reused after the call. */
  send(bytes: Uint8Array): void
}

/**
 * Exchanges frames at the pace of a device: for each 20 ms of downlink that came, in whatever pieces, it asks the source
 * for 20 ms of uplink, tells the listeners both, and sends. A device that gives nothing is replaced by a clock, and its
 * downlink by silence; what it delivers late after that is told all the same, but has no uplink of its own.
 */
export class FramePump {
  private readonly options: PumpOptions
  private readonly listeners: FrameListeners
  private readonly cushion: UplinkCushion
  private readonly standIn: StandInClock
  private readonly cutter = new FrameCutter()
  private readonly owed = new OwedFrames()
  private source: FrameSource | null = null
  private running = false
  private primed = false
  private readonly downlink = new Int16Array(FRAME_SAMPLES)
  private readonly uplink = new Int16Array(FRAME_SAMPLES)
  private readonly silence = new Int16Array(FRAME_SAMPLES)
  private readonly bytes = new Uint8Array(FRAME_BYTES)

  constructor(options: PumpOptions) {
    this.options = options
    this.listeners = new FrameListeners(options.logger)
    this.cushion = new UplinkCushion(options.cushionFrames)
    this.standIn = new StandInClock(options.clock, frames => this.replace(frames))
  }

  listen(listener: FrameListener): () => void {
    return this.listeners.add(listener)
  }

  setSource(source: FrameSource | null): void {
    this.source = source
  }

  /** Begins to wait for the device: its first sound starts the exchange, or 500 ms without any. */
  start(): void {
    this.running = true
    this.standIn.start()
  }

  /** Nothing is asked, told or sent any more. */
  stop(): void {
    this.running = false
    this.standIn.stop()
  }

  /** Sends the cushion. It does so by itself at the start; a device that began anew and holds nothing needs it again. */
  prime(): void {
    this.primed = true
    for (let frames = this.cushion.fill(); frames > 0; frames--) this.send(this.silence)
  }

  /** The device turned out to hold `frames` more than it should: as many are dropped. */
  addSurplus(frames: number): void {
    this.cushion.addSurplus(frames)
  }

  /** The device begins anew, so that its next byte is the first of a frame. */
  realign(): void {
    this.cutter.reset()
  }

  /** Takes downlink as it came; `chunk` is not kept. */
  accept(chunk: Uint8Array): void {
    if (!this.running || chunk.length === 0) return
    const { clock, counters } = this.options
    const nowMs = clock.now()
    const coveredMs = this.standIn.heard(nowMs)
    if (coveredMs !== undefined) this.owed.deviceReturned(coveredMs, nowMs)
    const frames = this.cutter.completes(chunk)
    const late = this.owed.lateOf(frames, nowMs)
    const firstSent = late + this.leaveOut(frames - late, nowMs)
    counters.late += late
    let from = 0
    for (let index = 0; index < frames && this.running; index++) {
      from = this.cutter.take(chunk, from, this.downlink)
      counters.received++
      if (index < late) this.listeners.tell(this.downlink, this.silence)
      else this.exchange(index >= firstSent)
    }
    if (this.running) this.cutter.keep(chunk, from)
  }

  private replace(frames: number): void {
    const firstSent = this.leaveOut(frames, this.options.clock.now())
    for (let index = 0; index < frames && this.running; index++) {
      this.downlink.fill(0)
      this.options.counters.filled++
      this.owed.add()
      this.exchange(index >= firstSent)
    }
  }

  /** How many of `frames` that are due now, the oldest, are not to be sent: the device should have had them before. */
  private leaveOut(frames: number, nowMs: number): number {
    if (!this.primed) this.prime()
    return frames > 0 ? frames - this.cushion.advance(frames, nowMs) : 0
  }

  private exchange(send: boolean): void {
    const { counters } = this.options
    const filled = this.ask()
    if (!filled) this.uplink.fill(0)
    if (send && !filled) counters.silent++
    if (send) this.send(this.uplink)
    else counters.dropped++
    this.listeners.tell(this.downlink, this.uplink)
  }

  private ask(): boolean {
    try {
      return this.source?.(this.uplink) ?? false
    } catch (error) {
      this.source = null
      this.options.logger.error(`a frame source threw and is asked no more: ${String(error)}`)
      return false
    }
  }

  private send(samples: Int16Array): void {
    writeSamples(samples, this.bytes)
    this.options.send(this.bytes)
  }
}
