import type { Clock } from '../../base/clock.ts'
import type { FinalResult } from './final-result.ts'

/** A command that takes time. */
export interface Pending {
  /** Begins; `finish` is called once, later. */
  readonly start: (finish: (final: FinalResult) => void) => void
  /** What a character from the host does meanwhile (V.250 5.6.1); without it the characters wait. */
  readonly abort?: () => void
  /** Whether raw data goes over the port meanwhile, as after CONNECT; URCs wait then, so that none is among it. */
  readonly data?: boolean
  /** The module has restarted: it is over, and `finish` does nothing any more. */
  readonly forget?: () => void
}

/** What a command comes to: a result at once, or later. */
export type Outcome = FinalResult | Pending

/** Whether the result comes later. */
export function isPending(outcome: Outcome): outcome is Pending {
  return typeof outcome === 'object' && 'start' in outcome
}

/** A command that does its work `delayMs` after it was given. */
export function later(clock: Clock, delayMs: number, work: () => FinalResult): Pending {
  return { start: finish => clock.setTimer(delayMs, () => finish(work())) }
}
