import type { Call, CallEnd, CancelTimer, Modem } from '../index.ts'
import type { Run } from './run.ts'

/** When we hang up by ourselves. */
export interface CallLimits {
  /** Milliseconds from now without an answer. */
  readonly noAnswerMs?: number
  /** Milliseconds after the answer. */
  readonly answeredMs?: number | undefined
}

/**
 * Stays with a call until it is over; hangs it up when a limit is reached or the run is to end.
 * @throws CellvoiceError where the module would not hang it up.
 */
export function followCall(run: Run, modem: Modem, call: Call, limits: CallLimits): Promise<CallEnd> {
  const { signal } = run.interruption
  return new Promise((resolve, reject) => {
    let cancel: CancelTimer = () => {}
    const hangUp = () => void call.hangUp().catch(leaveWith(reject))
    const limit = (delayMs: number | undefined) => {
      cancel()
      if (delayMs !== undefined) cancel = run.clock.setTimer(delayMs, hangUp)
    }
    const subscription = modem.events$.subscribe(happened => {
      if (happened.kind !== 'call' || happened.call !== call) return
      const { event } = happened
      if (event.kind === 'state' && event.call.state === 'active' && event.from !== 'held') limit(limits.answeredMs)
    })
    function leaveWith<T>(settle: (value: T) => void): (value: T) => void {
      return value => {
        cancel()
        subscription.unsubscribe()
        signal.removeEventListener('abort', abort)
        settle(value)
      }
    }
    const abort = () => {
      if (call.state !== 'ended' && run.interruption.hasReader)
        run.printer.note('hanging up; Ctrl-C again ends at once')
      hangUp()
    }
    limit(call.snapshot.connectedAtMs === null ? limits.noAnswerMs : limits.answeredMs)
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
    void call.ended.then(leaveWith(resolve))
  })
}
