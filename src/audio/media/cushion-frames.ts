import { CellvoiceError } from '../../base/error.ts'
import { FRAME_MS } from '../frame.ts'

/**
 * The cushion in whole frames.
 * @throws CellvoiceError INVALID_ARGUMENT when `cushionMs` is not from `leastMs` to 500.
 */
export function cushionFrames(cushionMs: number, leastMs = 0): number {
  if (!(cushionMs >= leastMs && cushionMs <= 500)) {
    throw new CellvoiceError('INVALID_ARGUMENT', { detail: `cushionMs ${cushionMs} is not from ${leastMs} to 500` })
  }
  return Math.round(cushionMs / FRAME_MS)
}
