import { DriftBuffer, type DriftStatistics } from '../clocks/drift-buffer.ts'
import type { MediaSession } from '../media-session.ts'

/** Two sessions that hear each other. */
export interface SessionBridge {
  /** From the first to the second, and back. */
  readonly statistics: readonly [there: DriftStatistics, back: DriftStatistics]
  /** Both hear silence from now on. Harmless when called again. */
  close(): void
}

/**
 * Lets each of two sessions hear what comes from the other: two calls, or a call and a sound card. Their clocks may differ;
 * the sound waits some 60 ms for it.
 */
export function bridgeSessions(one: MediaSession, other: MediaSession): SessionBridge {
  const [there, back] = [new DriftBuffer(), new DriftBuffer()]
  const stops = [one.listen(there.push), other.listen(back.push)]
  other.setSource(there.pull)
  one.setSource(back.pull)
  return {
    get statistics() {
      return [there.statistics, back.statistics] as const
    },
    close() {
      // A second call must not take away what plays on the sessions by then.
      if (stops.length === 0) return
      for (const stop of stops.splice(0)) stop()
      one.setSource(null)
      other.setSource(null)
    },
  }
}
