import { CellvoiceError } from '../../base/error.ts'
import type { ClearingCause } from '../../calls/clearing-cause.ts'

/** Whether a dial was refused because every line that fits is in use; a network that is full is another matter. */
export function isNoLineFree(error: unknown): boolean {
  if (!CellvoiceError.is(error, 'DIAL_REFUSED')) return false
  const cause = error.context.cause as ClearingCause | undefined
  return cause?.name === 'NOCHANNELS' && cause.source === 'state'
}
