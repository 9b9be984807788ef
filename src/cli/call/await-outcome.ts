import type { CallOpsEvent } from '../../index.ts'
import { CellvoiceError } from '../../index.ts'
import { orInterrupted, type Run } from '../run.ts'
import { callOpsText } from './call-ops-text.ts'
import type { Outcome } from './outcome.ts'
import type { ServiceEvents } from './service-events.ts'

/** Where the second party of a hold has something to do, it begins in the same moment in which the first has ended, ms. */
const MORE_WITHIN_MS = 500

/**
 * Shows the events of an operation until it is over.
 * @param begin Asks for the operation. Events are heard from before it on: the first may be as quick as the reply.
 * @throws CellvoiceError AT_TIMEOUT after the limit; what `begin` throws; the reason of the abort when the run is interrupted.
 */
export async function awaitOutcome(
  run: Run,
  events: ServiceEvents,
  outcome: Outcome,
  { limitSeconds, begin }: { readonly limitSeconds: number; readonly begin: () => Promise<unknown> },
): Promise<number> {
  const { clock } = run
  let cancelEnd = () => {}
  let cancelLimit = () => {}
  const over = new Promise<void>((resolve, reject) => {
    cancelLimit = clock.setTimer(limitSeconds * 1000, () => reject(tooLate(limitSeconds)))
    events.onEvent(event => {
      const progress = outcome.take(event)
      if (!progress) return
      cancelEnd()
      show(run, event)
      if (progress.kind === 'over') resolve()
      if (progress.kind === 'maybe-over') cancelEnd = clock.setTimer(MORE_WITHIN_MS, resolve)
    })
    begin().catch(reject)
  })
  try {
    await orInterrupted(run, over)
    return outcome.exitCode
  } finally {
    cancelEnd()
    cancelLimit()
  }
}

function show({ printer }: Run, event: CallOpsEvent): void {
  const { state } = event.params
  const text = callOpsText(event)
  const painted = state === 'ok' ? printer.paint.good(text) : state === 'fail' ? printer.paint.bad(text) : text
  printer.say({ event: event.name, ...event.params }, painted)
}

function tooLate(seconds: number): CellvoiceError {
  return new CellvoiceError('AT_TIMEOUT', {
    detail: `no outcome within ${seconds} s`,
    remedy: 'The operation goes on; `cellvoice call list` shows how the calls are.',
  })
}
