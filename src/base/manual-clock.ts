import type { CancelTimer, Clock } from './clock.ts'

interface Timer {
  readonly dueMs: number
  readonly fire: () => void
}

/** A clock that stands still until {@link advance} moves it: for tests and for replaying logs. */
export class ManualClock implements Clock {
  private nowMs = 0
  private timers: Timer[] = []

  now(): number {
    return this.nowMs
  }

  setTimer(delayMs: number, fire: () => void): CancelTimer {
    const timer: Timer = { dueMs: this.nowMs + Math.max(0, delayMs), fire }
    this.timers.push(timer)
    return () => {
      this.timers = this.timers.filter(other => other !== timer)
    }
  }

  /**
   * Moves time by `ms`, firing due timers in order. Between two timers the pending promise reactions run,
   * so that a timer set by an awaited answer still fires within the same advance.
   */
  async advance(ms: number): Promise<void> {
    const endMs = this.nowMs + ms
    await settle()
    for (let timer = this.next(endMs); timer; timer = this.next(endMs)) {
      this.timers = this.timers.filter(other => other !== timer)
      this.nowMs = Math.max(this.nowMs, timer.dueMs)
      timer.fire()
      await settle()
    }
    this.nowMs = endMs
  }

  private next(endMs: number): Timer | undefined {
    return this.timers
      .filter(timer => timer.dueMs <= endMs)
      .reduce<Timer | undefined>((first, timer) => (first && first.dueMs <= timer.dueMs ? first : timer), undefined)
  }
}

/** How many turns of the event loop belong to one moment: work that hands on to the next turn still happens in it. */
const TURNS = 4

async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await new Promise(resolve => setImmediate(resolve))
}
