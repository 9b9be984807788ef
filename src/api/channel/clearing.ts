import type { CellvoiceError } from '../../base/error.ts'
import type { ClearingCause } from '../../calls/clearing-cause.ts'
import type { LegEnd } from '../../exchange/leg.ts'
import { Cause } from './words/cause.ts'

/** Why a call was cleared, as a channel tells it. */
export interface Clearing {
  readonly cause: Cause
  /** `q850:17`, or the words of the module, or of this library; '' where there is nothing to say. */
  readonly rawCause: string
}

/** Of a call that has not been cleared, and of one that we hung up. */
export const normalClearing: Clearing = { cause: Cause.NORMAL, rawCause: '' }

/** A call that was given up because it took too long. */
export const timedOut: Clearing = { cause: Cause.TIMEOUT, rawCause: '' }

/** A call that was never made; `rawCause` says why. */
export function notMade(rawCause: string): Clearing {
  return { cause: Cause.FAILED, rawCause }
}

/** How a leg ended. Whoever released it, a module that took it down with itself is an error. */
export function clearingOf({ endedBy, cause }: LegEnd): Clearing {
  if (endedBy === 'module') return { cause: Cause.ERROR, rawCause: cause.text ?? 'module-lost' }
  if (endedBy === 'local') return { cause: Cause.NORMAL, rawCause: rawCauseOf(cause) }
  return { cause: Cause[cause.name], rawCause: rawCauseOf(cause) }
}

/** Why the exchange did not place a call. */
export function clearingOfRefusal(error: CellvoiceError): Clearing {
  const cause = error.context.cause as ClearingCause | undefined
  switch (error.code) {
    case 'DIAL_REFUSED':
      return cause ? { cause: Cause[cause.name], rawCause: rawCauseOf(cause) } : notMade(error.code)
    case 'INVALID_NUMBER':
      return notMade('unsupported-address')
    case 'NOT_SUPPORTED':
      return { cause: Cause.NOCHANNELS, rawCause: 'no-line' }
    default:
      return { cause: Cause.ERROR, rawCause: error.code }
  }
}

function rawCauseOf({ value, text }: ClearingCause): string {
  return value === null ? (text ?? '') : `q850:${value}`
}
