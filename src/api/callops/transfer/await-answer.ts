import type { Clock } from '../../../base/clock.ts'
import type { Leg, LegEnd } from '../../../exchange/leg.ts'

/** What came of a call that was placed. */
export type AnswerOutcome =
  | { readonly kind: 'answered' }
  | { readonly kind: 'alerting' }
  | { readonly kind: 'ended'; readonly end: LegEnd }
  /** Whoever it was placed for has gone. */
  | { readonly kind: 'transferee-gone'; readonly end: LegEnd }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'closed' }

/** What is waited for. */
export interface AnswerWait {
  readonly target: Leg
  /** Null where nobody waits for the target. */
  readonly transferee: Leg | null
  readonly clock: Clock
  /** Null is without limit. */
  readonly limitMs: number | null
  readonly until: 'answered' | 'alerting'
  readonly closed: AbortSignal
  /** Called once, when it rings there. */
  readonly onAlerting: () => void
}

/** Waits until the target answers, or does not. Never rejects. */
export function awaitAnswer(wait: AnswerWait): Promise<AnswerOutcome> {
  const { target, transferee, clock, limitMs, until, closed, onAlerting } = wait
  return new Promise(resolve => {
    const stops: (() => void)[] = []
    const settle = (outcome: AnswerOutcome) => {
      for (const stop of stops.splice(0)) stop()
      resolve(outcome)
    }
    let hasRung = false
    const lookAtTarget = () => {
      if (target.state === 'alerting' && !hasRung) {
        hasRung = true
        onAlerting()
        if (until === 'alerting') settle({ kind: 'alerting' })
      } else if (target.state === 'active' || target.state === 'held') settle({ kind: 'answered' })
      else if (target.state === 'ended') void target.ended.then(end => settle({ kind: 'ended', end }))
    }
    const lookAtTransferee = () => {
      if (transferee?.state === 'ended') void transferee.ended.then(end => settle({ kind: 'transferee-gone', end }))
    }
    const onClosed = () => settle({ kind: 'closed' })
    stops.push(target.onState(lookAtTarget))
    if (transferee) stops.push(transferee.onState(lookAtTransferee))
    if (limitMs !== null) stops.push(clock.setTimer(limitMs, () => settle({ kind: 'too-long' })))
    closed.addEventListener('abort', onClosed, { once: true })
    stops.push(() => closed.removeEventListener('abort', onClosed))
    if (closed.aborted) onClosed()
    lookAtTransferee()
    lookAtTarget()
  })
}
