import { CellvoiceError } from '../../base/error.ts'
import type { ClearingCause } from '../../calls/clearing-cause.ts'

/** The error for a dial on lines that are all taken. */
export function noLineFree(names: readonly string[]): CellvoiceError {
  return new CellvoiceError('DIAL_REFUSED', {
    detail: `every line that could take it is in use: ${names.join(', ')}`,
    remedy: 'Wait until a call on one of them has ended.',
    context: { cause: { name: 'NOCHANNELS', value: 34, text: null, source: 'state' } },
  })
}

/** Whether a dial was refused because every line that fits is in use; a network that is full is another matter. */
export function isNoLineFree(error: unknown): boolean {
  if (!CellvoiceError.is(error, 'DIAL_REFUSED')) return false
  const cause = error.context.cause as ClearingCause | undefined
  return cause?.name === 'NOCHANNELS' && cause.source === 'state'
}
