import type { Clock } from '../../base/clock.ts'

/** Half a second at 50 Hz: who was held up for longer has lost the sound of that time anyway. */
const MAX_CATCH_UP = 25

/** Timers of Node fire up to a millisecond early; a tick that early costs less than waking up again for it. */
const MAX_EARLY_MS = 1

/** A ticker that runs. */
export interface Ticker {
  /** Ticks that were never called because too many were due at once. */
  readonly skipped: number
  /** Ends it; harmless when ended. */
  stop(): void
}

/**
 * Calls `onDue` each `periodMs`, reckoned from the start and not from the call before: a late call makes no later one
 * late. When several ticks are due, each gets its call at once, up to 25 of them; the older rest is skipped.
 * @param clock whose time is meant.
 * @param periodMs milliseconds between two ticks, more than 0.
 * @param onDue must not block; it may stop the ticker.
 */
export function startTicker(clock: Clock, periodMs: number, onDue: () => void): Ticker {
  const startMs = clock.now()
  const earlyMs = Math.min(MAX_EARLY_MS, periodMs / 4)
  let told = 0
  let skipped = 0
  let stopped = false
  const waitForNext = () => clock.setTimer(Math.max(0, startMs + (told + 1) * periodMs - clock.now()), onTimer)
  let cancelTimer = waitForNext()

  function onTimer(): void {
    const due = Math.floor((clock.now() - startMs + earlyMs) / periodMs) - told
    const late = Math.max(0, due - MAX_CATCH_UP)
    skipped += late
    told += due
    // Set first, so that the ticks go on after one whose callback threw.
    cancelTimer = waitForNext()
    for (let call = late; call < due && !stopped; call++) onDue()
  }

  return {
    get skipped() {
      return skipped
    },
    stop() {
      stopped = true
      cancelTimer()
    },
  }
}
