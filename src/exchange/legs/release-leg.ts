import type { Clock } from '../../base/clock.ts'
import { CellvoiceError } from '../../base/error.ts'
import { settlesWithin } from '../../base/settles-within.ts'
import type { Call } from '../../calls/call.ts'
import type { ModemExecute } from '../../modem/modem-execute.ts'
import { hangUpWithCause } from '../../modem/module-commands.ts'
import type { SentCause } from '../leg.ts'
import { sendableCauses } from './sendable-cause.ts'

/** How long a call may stay after AT+QHUP was accepted, before it is ended without a cause. */
const RELEASE_WAIT_MS = 3_000
const NORMAL_CLEARING = 16

/**
 * Ends a call so that the far end sees a cause. Normal clearing is what a plain hang-up of a call sends that was set up
 * or answered by us; for the others the module is asked for a cause, and where it takes none it chooses one itself.
 * @throws CellvoiceError as {@link Call.hangUp}.
 */
export async function releaseWithCause(
  execute: ModemExecute,
  clock: Clock,
  call: Call,
  requested: number,
): Promise<SentCause> {
  const isOffered = call.state === 'incoming' || call.state === 'waiting'
  if (requested === NORMAL_CLEARING && !isOffered) {
    await call.hangUp()
    return { requested, sent: NORMAL_CLEARING }
  }
  for (const cause of sendableCauses(requested)) {
    if (!(await takes(execute, call, cause))) continue
    if (!(await settlesWithin(clock, RELEASE_WAIT_MS, call.ended))) await call.hangUp()
    return { requested, sent: cause }
  }
  await call.hangUp()
  return { requested, sent: null }
}

/** Whether the module took the cause; one without the command, or an id beyond its range, leaves the plain hang-up. */
async function takes(execute: ModemExecute, call: Call, cause: ReturnType<typeof sendableCauses>[number]) {
  try {
    await execute(hangUpWithCause, { cause, index: call.index })
    return true
  } catch (error) {
    if (CellvoiceError.is(error, 'AT_ERROR') || CellvoiceError.is(error, 'INVALID_ARGUMENT')) return false
    throw error
  }
}
