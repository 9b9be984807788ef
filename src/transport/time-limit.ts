import type { Clock } from '../base/clock.ts'

/** What `promise` gives, or what `onLimit` gives (or throws) when `limitMs` of `clock` pass first. Leaves no timer behind. */
export function withTimeLimit<T>(clock: Clock, limitMs: number, promise: Promise<T>, onLimit: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.setTimer(limitMs, () => {
      try {
        resolve(onLimit())
      } catch (error) {
        reject(error)
      }
    })
    promise.then(resolve, reject).finally(cancel)
  })
}
