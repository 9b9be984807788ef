import type { Clock } from './clock.ts'

/** Resolves when `ms` milliseconds have passed on the clock. */
export function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise(resolve => clock.setTimer(ms, resolve))
}
