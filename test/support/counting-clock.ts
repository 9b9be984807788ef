import type { Clock } from '../../src/base/clock.ts'

/** A clock that knows how many of its timers are still to come. */
export interface CountingClock extends Clock {
  readonly timers: number
}

/** Lets `clock` be asked how many timers were set through this and have neither fired nor been ended. */
export function countingClock(clock: Clock): CountingClock {
  const waiting = new Set<object>()
  return {
    get timers() {
      return waiting.size
    },
    now: () => clock.now(),
    setTimer(delayMs, fire) {
      const timer = {}
      waiting.add(timer)
      const cancel = clock.setTimer(delayMs, () => {
        waiting.delete(timer)
        fire()
      })
      return () => {
        waiting.delete(timer)
        cancel()
      }
    },
  }
}
