import { CellvoiceError } from '../../base/error.ts'
import type { CallEnd } from '../../calls/call.ts'
import type { ClearingCause } from '../../calls/clearing-cause.ts'

/** How a call ended that was never seen: with the cause that the refusal told, else FAILED and the code of the error. */
export function endOfFailedDial(error: unknown): CallEnd {
  const told = CellvoiceError.is(error) ? (error.context.cause as ClearingCause | undefined) : undefined
  const text = CellvoiceError.is(error) ? error.code : String(error)
  return { endedBy: 'module', cause: told ?? { name: 'FAILED', value: null, text, source: 'local' } }
}
