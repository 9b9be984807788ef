import { CellvoiceError } from '../../base/error.ts'

/** The most keys that are sent at once. */
const MAX_KEYS = 32

/**
 * Keys that may be sent, as they were given.
 * @throws CellvoiceError INVALID_ARGUMENT unless they are 1 to 32 of `0-9 A-D * #`, and the tone 100 to 1000 ms.
 */
export function checkedKeys(digits: string, toneMs: number): string {
  if (typeof digits !== 'string' || !/^[0-9A-D*#]+$/.test(digits) || digits.length > MAX_KEYS) {
    throw new CellvoiceError('INVALID_ARGUMENT', { detail: `keys are 1 to ${MAX_KEYS} of 0-9 A-D * #` })
  }
  if (!(toneMs >= 100 && toneMs <= 1000)) {
    throw new CellvoiceError('INVALID_ARGUMENT', { detail: `a key sounds 100 to 1000 ms, not ${toneMs}` })
  }
  return digits
}

/** @throws CellvoiceError INVALID_ARGUMENT unless it is one key. */
export function checkedKey(digit: string): string {
  if (typeof digit === 'string' && /^[0-9A-D*#]$/.test(digit)) return digit
  throw new CellvoiceError('INVALID_ARGUMENT', { detail: `a key is one of 0-9 A-D * #, not ${JSON.stringify(digit)}` })
}
