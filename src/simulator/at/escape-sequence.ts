import type { CancelTimer, Clock } from '../../base/clock.ts'

const plus = 43
const guardMs = 1000

/** What becomes of the bytes of data. */
export interface EscapeListener {
  onData(bytes: Uint8Array): void
  /** The host wants to speak AT again. */
  onEscape(): void
}

/**
 * Finds `+++` among data: three plus signs with a second of silence before and behind them (Quectel FILE application
 * note). Pluses that may be the sequence are kept back until that is known.
 */
export class EscapeSequence {
  private readonly clock: Clock
  private readonly listener: EscapeListener
  private lastMs: number
  private pluses = 0
  private stopGuard: CancelTimer = () => {}

  constructor(clock: Clock, listener: EscapeListener) {
    this.clock = clock
    this.listener = listener
    this.lastMs = clock.now()
  }

  receive(bytes: Uint8Array): void {
    this.stopGuard()
    const quietBefore = this.pluses > 0 || this.clock.now() - this.lastMs >= guardMs
    this.lastMs = this.clock.now()
    if (quietBefore && this.pluses + bytes.length <= 3 && bytes.every(byte => byte === plus)) {
      this.pluses += bytes.length
      this.stopGuard = this.clock.setTimer(guardMs, () => this.silence())
      return
    }
    this.release()
    this.listener.onData(bytes)
  }

  /** Nothing is told any more. */
  stop(): void {
    this.stopGuard()
  }

  private silence(): void {
    if (this.pluses < 3) this.release()
    else this.listener.onEscape()
  }

  private release(): void {
    const kept = new Uint8Array(this.pluses).fill(plus)
    this.pluses = 0
    if (kept.length > 0) this.listener.onData(kept)
  }
}
