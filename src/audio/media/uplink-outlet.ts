import type { Clock } from '../../base/clock.ts'
import { FRAME_BYTES } from '../frame.ts'
import type { MediaCounters } from './media-counters.ts'

/** How long the line may take nothing before it counts as stalled. */
const stallMs = 200
/** Frames handed to the line and not taken yet, besides the cushion: a healthy line takes each within a few milliseconds. */
const unsettledFrames = 5
/** Frames that wait while the line is halted: more would only be delay afterwards. */
const maxHeldFrames = 10

/** What {@link UplinkOutlet} works with. */
export interface OutletOptions {
  readonly clock: Clock
  readonly counters: MediaCounters
  /** Frames of the cushion, 0 to 25. */
  readonly cushionFrames: number
  /** Hands bytes to the line, which may keep them until the promise settles. */
  write(bytes: Uint8Array): Promise<void>
  /** A stall is over, and about this many frames went out that the device will play too late. */
  onLateFrames(count: number): void
}

/**
 * Hands frames to a line that may halt (`+QPCMV: 0`) or take no bytes for a while, and never queues more than the cushion
 * and 100 ms at the line, and 200 ms before it: of what waits the oldest is dropped and counted.
 */
export class UplinkOutlet {
  private readonly options: OutletOptions
  private readonly free: Uint8Array[]
  private readonly held: Uint8Array[]
  private readonly heldLimit: number
  /** The oldest held frame is at `first`, as a ring. */
  private first = 0
  private waiting = 0
  private unsettled = 0
  private paused = false
  private open = true
  private progressMs: number
  private stallCounted = false

  constructor(options: OutletOptions) {
    this.options = options
    this.progressMs = options.clock.now()
    this.heldLimit = Math.min(maxHeldFrames, Math.max(1, options.cushionFrames))
    this.free = frameBuffers(options.cushionFrames + unsettledFrames)
    this.held = frameBuffers(this.heldLimit)
  }

  /** Whether the line has taken nothing for 200 ms although something waits. */
  get stalled(): boolean {
    return this.busy && this.options.clock.now() - this.progressMs >= stallMs
  }

  /** Takes a frame of 320 bytes, which the caller may reuse at once. */
  offer(frame: Uint8Array): void {
    if (!this.open) return
    if (!this.busy) this.progressMs = this.options.clock.now()
    else this.countStall()
    this.hold(frame)
    this.flush()
  }

  /** Writes nothing until {@link resume}. */
  pause(): void {
    this.paused = true
  }

  resume(): void {
    if (!this.paused) return
    this.paused = false
    this.progressed()
    this.flush()
  }

  /** Hands nothing on any more; what waits is dropped. */
  stop(): void {
    this.open = false
    this.options.counters.dropped += this.waiting
    this.waiting = 0
  }

  private get busy(): boolean {
    return this.unsettled + this.waiting > 0
  }

  private hold(frame: Uint8Array): void {
    if (this.waiting === this.heldLimit) {
      this.first = (this.first + 1) % this.heldLimit
      this.waiting--
      this.options.counters.dropped++
    }
    // The ring has `heldLimit` buffers, and the index is taken modulo that.
    const slot = this.held[(this.first + this.waiting) % this.heldLimit] as Uint8Array
    slot.set(frame)
    this.waiting++
  }

  private flush(): void {
    while (this.open && !this.paused && this.waiting > 0) {
      const buffer = this.free.pop()
      if (!buffer) return
      // Inside the ring, as its index always is.
      buffer.set(this.held[this.first] as Uint8Array)
      this.first = (this.first + 1) % this.heldLimit
      this.waiting--
      void this.send(buffer)
    }
  }

  private async send(buffer: Uint8Array): Promise<void> {
    this.unsettled++
    try {
      await this.options.write(buffer)
      this.options.counters.sent++
    } catch {
      // The owner of the line hears of its loss by another way; here it is one frame that was not sent.
      this.options.counters.dropped++
    }
    this.progressed()
    this.unsettled--
    this.free.push(buffer)
    this.flush()
  }

  private progressed(): void {
    this.countStall()
    if (this.stallCounted) this.options.onLateFrames(this.unsettled)
    this.stallCounted = false
    this.progressMs = this.options.clock.now()
  }

  private countStall(): void {
    if (this.stallCounted || !this.stalled) return
    this.stallCounted = true
    this.options.counters.interruptions++
  }
}

function frameBuffers(count: number): Uint8Array[] {
  return Array.from({ length: count }, () => new Uint8Array(FRAME_BYTES))
}
