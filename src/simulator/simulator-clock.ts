import type { CancelTimer, Clock } from '../base/clock.ts'

/** The time of a simulator: `clock`, running `speed` times as fast, until it is stopped. */
export class SimulatorClock implements Clock {
  private readonly clock: Clock
  private readonly speed: number
  private readonly timers = new Set<CancelTimer>()
  private stopped = false

  constructor(clock: Clock, speed: number) {
    this.clock = clock
    this.speed = speed
  }

  now(): number {
    return this.clock.now() * this.speed
  }

  setTimer(delayMs: number, fire: () => void): CancelTimer {
    if (this.stopped) return () => {}
    const cancelOuter = this.clock.setTimer(delayMs / this.speed, () => {
      this.timers.delete(cancel)
      fire()
    })
    const cancel = () => {
      this.timers.delete(cancel)
      cancelOuter()
    }
    this.timers.add(cancel)
    return cancel
  }

  /** Nothing fires any more, and nothing keeps the process alive. */
  stop(): void {
    this.stopped = true
    for (const cancel of [...this.timers]) cancel()
  }
}
