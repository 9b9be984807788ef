import { FRAME_SAMPLES } from '../../audio/frame.ts'
import { FrameListeners } from '../../audio/media/frame-listeners.ts'
import type { FrameListener, FrameSource, MediaSession, MediaStatistics } from '../../audio/media-session.ts'
import type { CellvoiceError } from '../../base/error.ts'
import type { Logger } from '../../base/logger.ts'
import type { FrameTicker } from './frame-ticker.ts'

/** The sound of a virtual leg. It has no clock: whoever is at its other end takes and delivers, each 20 ms. */
export class MemorySession implements MediaSession {
  readonly name: string
  readonly ended: Promise<CellvoiceError | null>
  private readonly logger: Logger
  private readonly listeners: FrameListeners
  private readonly uplink = new Int16Array(FRAME_SAMPLES)
  private readonly counters = { received: 0, sent: 0, silent: 0, dropped: 0, interruptions: 0 }
  private source: FrameSource | null = null
  private over = false
  private settle: (reason: null) => void = () => {}

  constructor(name: string, logger: Logger) {
    this.name = name
    this.logger = logger
    this.listeners = new FrameListeners(logger)
    this.ended = new Promise(resolve => {
      this.settle = resolve
    })
  }

  get statistics(): MediaStatistics {
    return { ...this.counters }
  }

  listen(listener: FrameListener): () => void {
    return this.over ? () => {} : this.listeners.add(listener)
  }

  setSource(source: FrameSource | null): void {
    if (!this.over) this.source = source
  }

  async close(): Promise<void> {
    this.over = true
    this.source = null
    this.settle(null)
  }

  /** For the other end: the next 20 ms of what it is to hear. The same array each time. */
  take(): Int16Array {
    if (!this.ask()) {
      this.uplink.fill(0)
      this.counters.silent++
    }
    this.counters.sent++
    return this.uplink
  }

  /** For the other end: 20 ms of what is heard here, after {@link take} gave those that are said. */
  deliver(downlink: Int16Array): void {
    if (this.over) return
    this.counters.received++
    this.listeners.tell(downlink, this.uplink)
  }

  private ask(): boolean {
    try {
      return this.source?.(this.uplink) ?? false
    } catch (error) {
      this.source = null
      this.logger.error(`a frame source threw and is asked no more: ${String(error)}`)
      return false
    }
  }
}

/** Lets two sessions hear each other without delay. @returns how to stop. */
export function joinBackToBack(ticker: FrameTicker, one: MemorySession, other: MemorySession): () => void {
  return ticker.add(() => {
    const fromOne = one.take()
    const fromOther = other.take()
    one.deliver(fromOther)
    other.deliver(fromOne)
  })
}
