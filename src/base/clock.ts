/** Ends a timer before it fires; harmless afterwards. */
export type CancelTimer = () => void

/** Time as the library sees it: handed in, so that tests and the simulator can move it themselves. */
export interface Clock {
  /** Milliseconds since an arbitrary start; never runs backwards. */
  now(): number
  /** Calls `fire` once after `delayMs` milliseconds. */
  setTimer(delayMs: number, fire: () => void): CancelTimer
}

/** The clock on the wall. */
export const systemClock: Clock = {
  now: () => performance.now(),
  setTimer(delayMs, fire) {
    // A timer of Node lasts 1 ms at least, also one of 0; what is only to have a turn of its own need not wait.
    if (delayMs <= 0) {
      const immediate = setImmediate(fire)
      return () => clearImmediate(immediate)
    }
    const timer = setTimeout(fire, delayMs)
    return () => clearTimeout(timer)
  },
}
