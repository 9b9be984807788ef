import type { CancelTimer, Clock } from '../../base/clock.ts'

/** The period of RING: 6 s on the UNISOC stack, 5 to 6 s on Qualcomm's. */
const ringPeriodMs = 6000

/** Counts the rings of the one call that rings. */
export class Ringer {
  private readonly clock: Clock
  private cancel: CancelTimer | undefined

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** Calls `ring` at once and then each period, with 1, 2, 3 and so on, until {@link stop}. */
  start(ring: (count: number) => void, count = 1): void {
    this.stop()
    this.cancel = this.clock.setTimer(ringPeriodMs, () => this.start(ring, count + 1))
    ring(count)
  }

  stop(): void {
    this.cancel?.()
    this.cancel = undefined
  }
}
