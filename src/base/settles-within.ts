import type { Clock } from './clock.ts'

/** Whether `promise` is settled before `limitMs` milliseconds have passed. It resolves then, and leaves no timer. */
export function settlesWithin(clock: Clock, limitMs: number, promise: Promise<unknown>): Promise<boolean> {
  return new Promise(resolve => {
    const cancel = clock.setTimer(limitMs, () => resolve(false))
    const settled = () => {
      cancel()
      resolve(true)
    }
    promise.then(settled, settled)
  })
}
