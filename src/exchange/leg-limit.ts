import { CellvoiceError } from '../base/error.ts'

/** How many legs there are at most, cellular and virtual: beyond it somebody forgets to hang up. */
const MAX_LEGS = 1024

/** @throws CellvoiceError DIAL_REFUSED, with the cause NOCHANNELS, when as many legs are up as there may be. */
export function assertLegLimit(live: number): void {
  if (live < MAX_LEGS) return
  throw new CellvoiceError('DIAL_REFUSED', {
    detail: `${MAX_LEGS} legs are up`,
    remedy: 'Hang up legs that are no longer used.',
    context: { cause: { name: 'NOCHANNELS', value: 34, text: null, source: 'state' } },
  })
}
