import type { Clock } from '../../base/clock.ts'
import { FRAME_BYTES } from '../frame.ts'
import type { AlsaSystem, AudioProcess } from './audio-process.ts'
import type { MediaCounters } from './media-counters.ts'
import { UplinkOutlet } from './uplink-outlet.ts'

/** Frames written without any being read, at which a player is looked at twice. */
const unreadFrames = 10
/** Looks at a player that reads nothing until it counts as blocked: 500 ms. */
const maxQuietLooks = 5
/** Looks at which frames must have waited in the pipe, before they count as surplus. */
const surplusLooks = 3
/** Fewer frames than this are only on their way. */
const leastSurplus = 2

/** What {@link PlaybackFeed} is given. */
export interface PlaybackFeedOptions {
  readonly clock: Clock
  readonly counters: MediaCounters
  readonly cushionFrames: number
  readonly system: AlsaSystem
  /** So many frames lie in the pipe that the player should have had before. */
  onSurplus(frames: number): void
}

/**
 * Feeds aplay through its standard input and watches what it does with it. The pipe takes 13 s of sound before a write
 * has to wait, so a player that hangs cannot be seen there: the system is asked how much it has read.
 */
export class PlaybackFeed {
  private readonly options: PlaybackFeedOptions
  private process: AudioProcess | undefined
  private outlet: UplinkOutlet | undefined
  private written = 0
  private read = 0
  private writtenAtRead = 0
  private quietLooks = 0
  /** The least that was ever written and not read: then the pipe was empty, and the rest is what it read to start. */
  private emptyAt = Number.POSITIVE_INFINITY
  private surplus = Number.POSITIVE_INFINITY
  private looks = 0

  constructor(options: PlaybackFeedOptions) {
    this.options = options
  }

  /** From now on this process plays. */
  attach(process: AudioProcess): void {
    this.detach()
    this.process = process
    this.written = 0
    this.read = 0
    this.writtenAtRead = 0
    this.quietLooks = 0
    this.emptyAt = Number.POSITIVE_INFINITY
    this.forgetSurplus(0)
    const { clock, counters, cushionFrames, onSurplus } = this.options
    this.outlet = new UplinkOutlet({
      clock,
      counters,
      cushionFrames,
      write: bytes => this.write(process, bytes),
      onLateFrames: onSurplus,
    })
  }

  /** Nobody plays. */
  detach(): void {
    this.outlet?.stop()
    this.outlet = undefined
    this.process = undefined
  }

  /** Takes a frame of 320 bytes, which the caller may reuse at once. */
  offer(frame: Uint8Array): void {
    if (this.outlet) this.outlet.offer(frame)
    else this.options.counters.dropped++
  }

  /** To be called each 100 ms. @returns whether the player is blocked: it takes nothing of what it is given. */
  async isBlocked(): Promise<boolean> {
    const { process, written } = this
    if (process?.pid === undefined) return false
    const read = await this.options.system.bytesRead(process.pid)
    if (process !== this.process) return false
    if (read === undefined) return this.outlet?.stalled ?? false
    if (read !== this.read) {
      this.read = read
      this.writtenAtRead = written
      this.quietLooks = 0
    } else if (written - this.writtenAtRead >= unreadFrames * FRAME_BYTES) this.quietLooks++
    this.weigh(written - read)
    return this.quietLooks >= maxQuietLooks
  }

  private weigh(unread: number): void {
    this.emptyAt = Math.min(this.emptyAt, unread)
    this.surplus = Math.min(this.surplus, Math.floor((unread - this.emptyAt) / FRAME_BYTES))
    this.looks++
    if (this.surplus < leastSurplus) this.forgetSurplus(0)
    else if (this.looks >= surplusLooks) {
      this.options.onSurplus(this.surplus)
      // It takes as many frames until they are made up for; 5 frames pass between two looks.
      this.forgetSurplus(Math.ceil(this.surplus / 5))
    }
  }

  private forgetSurplus(pauseLooks: number): void {
    this.looks = -pauseLooks
    this.surplus = Number.POSITIVE_INFINITY
  }

  private write(process: AudioProcess, bytes: Uint8Array): Promise<void> {
    this.written += bytes.length
    return new Promise((resolve, reject) => process.stdin.write(bytes, error => (error ? reject(error) : resolve())))
  }
}
