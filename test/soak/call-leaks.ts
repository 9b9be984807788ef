import type { CallSoakReport } from './calls.ts'

/** From the first tenth of the calls on, nothing may be kept of them. */
export const MOST_GROWTH_MB = 5
const failures = /^(failed|never)|not over/

/** MB in use at the end beyond those after the first tenth. */
export function growthOf({ heap }: CallSoakReport): number {
  return (heap.at(-1) ?? 0) - (heap[0] ?? 0)
}

/** What was left behind or went wrong, in sentences; none when nothing was and did. */
export function callLeaksOf(report: CallSoakReport): readonly string[] {
  const { calls, ended, outcomes, left, closedTimers } = report
  const growth = growthOf(report)
  return [
    calls !== ended && `${calls} calls began and ${ended} ended`,
    left.calls > 0 && `${left.calls} calls are up`,
    left.timers > 0 && `${left.timers} timers are left`,
    left.listeners > 0 && `${left.listeners} listeners are left`,
    closedTimers > 0 && `${closedTimers} timers are left after closing`,
    growth > MOST_GROWTH_MB && `the heap grew by ${growth.toFixed(2)} MB`,
    ...Object.entries(outcomes).map(([what, count]) => failures.test(what) && `${count} calls: ${what}`),
  ].filter(leak => leak !== false)
}
