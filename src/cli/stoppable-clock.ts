import type { CancelTimer, Clock } from '../index.ts'

/** A clock whose timers can all be given up at once: a simulated network that is left must not keep the process waiting. */
export function stoppableClock(clock: Clock): { clock: Clock; stop(): void } {
  const timers = new Set<CancelTimer>()
  let stopped = false
  return {
    clock: {
      now: () => clock.now(),
      setTimer(delayMs, fire) {
        if (stopped) return () => {}
        const cancel = clock.setTimer(delayMs, () => {
          timers.delete(cancel)
          fire()
        })
        timers.add(cancel)
        return () => {
          timers.delete(cancel)
          cancel()
        }
      },
    },
    stop() {
      stopped = true
      for (const cancel of timers) cancel()
      timers.clear()
    },
  }
}
