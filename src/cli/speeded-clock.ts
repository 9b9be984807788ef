import type { Clock } from '../index.ts'

/** A clock that is faster than another: what runs on it, a simulated network and an application alike, is faster as a whole. */
export function speededClock(clock: Clock, speed: number): Clock {
  if (speed === 1) return clock
  const startMs = clock.now()
  return {
    now: () => startMs + (clock.now() - startMs) * speed,
    setTimer: (delayMs, fire) => clock.setTimer(delayMs / speed, fire),
  }
}
