import type { SoakReport } from './soak.ts'

/** From the third minute on everything has been made that is kept. */
const STEADY_MINUTE = 2
/** Less than a leg takes: what grows besides is code that is compiled late, and whatever calls have under way just now. */
const MOST_BYTES_FOR_A_LEG = 1_000

/** What was left behind, in sentences; none when nothing was. */
export function leaksOf(report: SoakReport): readonly string[] {
  const { before, after, closed, legsBegun, legsEnded, frames, memory, unexpected } = report
  const begun = Object.values(legsBegun).reduce((sum, one) => sum + one, 0)
  const { legs = 0, sessions = 0 } = closed.alive
  const leaks = [
    begun !== legsEnded && `${begun} legs began and ${legsEnded} ended`,
    after.legs > 0 && `${after.legs} legs are up`,
    after.listeners > before.listeners && `${after.listeners - before.listeners} listeners are left`,
    after.timers > before.timers && `${after.timers - before.timers} timers are left`,
    closed.timers > 0 && `${closed.timers} timers are left after closing`,
    legs > 0 && `${legs} legs are still in memory after closing`,
    // Whoever holds a port in memory may hold what listened to it last.
    sessions > report.lines && `${sessions} sessions of ${report.lines} lines are still in memory after closing`,
    frames.open > 0 && `${frames.open} sessions are open`,
    frames.unaccounted.length > 0 && `frames that are not accounted for: ${frames.unaccounted.slice(0, 5).join('; ')}`,
    unexpected.length > 0 && `${unexpected.length} unexpected: ${[...new Set(unexpected)].slice(0, 5).join('; ')}`,
  ]
  const [steady, end] = [memory[STEADY_MINUTE], memory.at(-1)]
  if (steady && end && end.legsBegun > steady.legsBegun) {
    const bytes = (1e6 * (end.megabytes - steady.megabytes)) / (end.legsBegun - steady.legsBegun)
    leaks.push(bytes > MOST_BYTES_FOR_A_LEG && `${bytes.toFixed(0)} bytes for each leg since the third minute`)
  }
  return leaks.filter(leak => leak !== false)
}
