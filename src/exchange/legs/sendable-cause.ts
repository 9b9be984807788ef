import { CellvoiceError } from '../../base/error.ts'
import { type ClearingCauseName, causeOfValue } from '../../calls/clearing-cause.ts'

/** A cause that AT+QHUP takes. */
export type SendableCause = 1 | 16 | 17 | 18 | 21 | 27 | 31 | 88

const sendable: readonly number[] = [1, 16, 17, 18, 21, 27, 31, 88] satisfies readonly SendableCause[]

/** What comes nearest for the far end, best first. Rejected is the word for what has none of its own. */
const nearest: Readonly<Record<ClearingCauseName, readonly SendableCause[]>> = {
  NORMAL: [16],
  BUSY: [17],
  NOANSWER: [18],
  REJECTED: [21, 17],
  UNOBTAINABLE: [1],
  CHANGED: [21, 17],
  OUTOFORDER: [27],
  NOCHANNELS: [17],
  CONGESTION: [17],
  BARRED: [21, 17],
  FAILED: [31],
  OTHER: [31],
}

/**
 * What can be sent to the far end for a cause, the best first: modules take eight causes.
 * @param requested 3GPP TS 24.008 10.5.4.11, 1-127.
 * @throws CellvoiceError INVALID_ARGUMENT for anything else.
 */
export function sendableCauses(requested: number): readonly SendableCause[] {
  const cause = checkedCause(requested)
  const stands = nearest[causeOfValue(cause, 'local').name]
  return isSendable(cause) ? [cause, ...stands.filter(other => other !== cause)] : stands
}

/** @throws CellvoiceError INVALID_ARGUMENT unless it is a whole number from 1 to 127. */
export function checkedCause(cause: number): number {
  if (Number.isInteger(cause) && cause >= 1 && cause <= 127) return cause
  throw new CellvoiceError('INVALID_ARGUMENT', { detail: `a cause is 1 to 127, not ${cause}` })
}

function isSendable(cause: number): cause is SendableCause {
  return sendable.includes(cause)
}
