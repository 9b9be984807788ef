import { startTicker, type Ticker } from '../../audio/clocks/deadline-ticker.ts'
import { FRAME_MS } from '../../audio/frame.ts'
import type { Clock } from '../../base/clock.ts'
import type { Logger } from '../../base/logger.ts'

/** The clock of all virtual legs of an exchange: each 20 ms, and only while there is something to do. */
export class FrameTicker {
  private readonly clock: Clock
  private readonly logger: Logger
  private readonly actions = new Set<() => void>()
  private ticker: Ticker | null = null

  constructor(clock: Clock, logger: Logger) {
    this.clock = clock
    this.logger = logger
  }

  get isRunning(): boolean {
    return this.ticker !== null
  }

  /** Calls `action` each 20 ms from now on; it must not block. @returns how to stop. */
  add(action: () => void): () => void {
    const own = () => action()
    this.actions.add(own)
    this.ticker ??= startTicker(this.clock, FRAME_MS, () => this.tick())
    return () => this.remove(own)
  }

  private remove(action: () => void): void {
    this.actions.delete(action)
    if (this.actions.size > 0) return
    this.ticker?.stop()
    this.ticker = null
  }

  private tick(): void {
    for (const action of this.actions) {
      try {
        action()
      } catch (error) {
        this.logger.error(`virtual sound was not exchanged for 20 ms: ${String(error)}`)
      }
    }
  }
}
