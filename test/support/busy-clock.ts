import type { CancelTimer, Clock } from '../../src/base/clock.ts'

interface Timer {
  readonly dueMs: number
  readonly fire: () => void
}

/**
 * The clock of an event loop that has other work to do: a callback that blocks takes its time, and timers that fall due
 * meanwhile fire after it. All of it is simulated, in one synchronous run.
 */
export class BusyClock implements Clock {
  private nowMs = 0
  private readonly timers = new Set<Timer>()

  now(): number {
    return this.nowMs
  }

  setTimer(delayMs: number, fire: () => void): CancelTimer {
    const timer = { dueMs: this.nowMs + Math.max(0, delayMs), fire }
    this.timers.add(timer)
    return () => this.timers.delete(timer)
  }

  /** What a callback does that computes for so long. */
  block(ms: number): void {
    this.nowMs += ms
  }

  /** Fires timers in order until `endMs`. */
  run(endMs: number): void {
    for (let timer = this.first(); timer && timer.dueMs <= endMs; timer = this.first()) {
      this.timers.delete(timer)
      this.nowMs = Math.max(this.nowMs, timer.dueMs)
      timer.fire()
    }
    this.nowMs = Math.max(this.nowMs, endMs)
  }

  private first(): Timer | undefined {
    let first: Timer | undefined
    for (const timer of this.timers) if (!first || timer.dueMs < first.dueMs) first = timer
    return first
  }
}

/** Blocks the event loop for `blockMs`, each time `everyMs` after it had begun to before, as setInterval would. */
export function stall(clock: BusyClock, everyMs: number, blockMs: number): void {
  clock.setTimer(everyMs, () => {
    // Set first: the interval counts from the beginning of the call.
    stall(clock, everyMs, blockMs)
    clock.block(blockMs)
  })
}
