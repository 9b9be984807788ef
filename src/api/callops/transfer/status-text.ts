import { CellvoiceError } from '../../../base/error.ts'
import type { ClearingCause, ClearingCauseName } from '../../../calls/clearing-cause.ts'
import type { LegEnd } from '../../../exchange/leg.ts'

/** Status lines, in the words of RFC 3261 21 as OpenSIPS writes them. */
export const statusText = {
  ringing: '180 Ringing',
  ok: '200 OK',
  accepted: '202 Accepted',
  forbidden: '403 Forbidden',
  notFound: '404 Not Found',
  timeout: '408 Request Timeout',
  gone: '410 Gone',
  unavailable: '480 Temporarily Unavailable',
  incomplete: '484 Address Incomplete',
  busy: '486 Busy Here',
  terminated: '487 Request Terminated',
  notAcceptable: '488 Not Acceptable Here',
  failed: '500 Server Internal Error',
  notImplemented: '501 Not Implemented',
  badGateway: '502 Bad Gateway',
  noService: '503 Service Unavailable',
  tooLate: '504 Server Time-out',
} as const

/** RFC 3398 8.2.6.1, from cause values of Q.850; 23 without its redirection, and 22 without its diagnostic. 69 is our choice, after 29. */
const ofValue: Readonly<Record<number, string>> = {
  1: statusText.notFound,
  2: statusText.notFound,
  3: statusText.notFound,
  17: statusText.busy,
  18: statusText.timeout,
  19: statusText.unavailable,
  20: statusText.unavailable,
  21: statusText.forbidden,
  22: statusText.gone,
  23: statusText.gone,
  26: statusText.notFound,
  27: statusText.badGateway,
  28: statusText.incomplete,
  29: statusText.notImplemented,
  31: statusText.unavailable,
  34: statusText.noService,
  38: statusText.noService,
  41: statusText.noService,
  42: statusText.noService,
  47: statusText.noService,
  55: statusText.forbidden,
  57: statusText.forbidden,
  58: statusText.noService,
  65: statusText.notAcceptable,
  69: statusText.notImplemented,
  70: statusText.notAcceptable,
  79: statusText.notImplemented,
  87: statusText.forbidden,
  88: statusText.noService,
  102: statusText.tooLate,
  111: statusText.failed,
  127: statusText.failed,
}

/** For what came without a value, or with one that RFC 3398 does not have: the row of the value that stands for the name. */
const ofName: Readonly<Record<ClearingCauseName, string>> = {
  // A target that goes away before it answers, without a word of trouble.
  NORMAL: statusText.unavailable,
  BUSY: statusText.busy,
  NOANSWER: statusText.unavailable,
  REJECTED: statusText.forbidden,
  UNOBTAINABLE: statusText.notFound,
  CHANGED: statusText.gone,
  OUTOFORDER: statusText.badGateway,
  NOCHANNELS: statusText.noService,
  CONGESTION: statusText.noService,
  BARRED: statusText.forbidden,
  FAILED: statusText.failed,
  OTHER: statusText.failed,
}

/** +CME ERROR of 3GPP TS 27.007 9.2 to a service: not allowed, not supported, no network, network time-out. Our choice. */
const ofRefusal: Readonly<Record<number, string>> = {
  3: statusText.forbidden,
  4: statusText.notImplemented,
  30: statusText.noService,
  31: statusText.tooLate,
}

/** What is told of a target that did not answer. */
export function statusOfEnd({ endedBy, cause }: LegEnd): string {
  if (endedBy === 'module') return statusText.noService
  return endedBy === 'local' ? statusText.terminated : statusOfCause(cause)
}

/** What is told of a cause. */
export function statusOfCause({ name, value }: Pick<ClearingCause, 'name' | 'value'>): string {
  return (value === null ? undefined : ofValue[value]) ?? ofName[name]
}

/** What is told where the target is there, and could not be joined. */
export function statusOfError(error: unknown): string {
  if (!CellvoiceError.is(error)) return statusText.failed
  switch (error.code) {
    case 'AT_ERROR':
      return statusOfResult(error.context.result)
    case 'AT_TIMEOUT':
      return statusText.tooLate
    case 'NOT_SUPPORTED':
      return statusText.notImplemented
    case 'NO_SUCH_CALL':
      return statusText.terminated
    case 'PORT_LOST':
    case 'PORT_CLOSED':
    case 'MODEM_CLOSED':
    case 'MODEM_NOT_READY':
    case 'MODEM_RESTARTED':
      return statusText.noService
    default:
      return statusText.failed
  }
}

/** @param result The final result that the module gave. */
function statusOfResult(result: unknown): string {
  const { kind, code } = (result ?? {}) as { readonly kind?: unknown; readonly code?: unknown }
  if (kind !== 'cme' || typeof code !== 'number') return statusText.failed
  return ofRefusal[code] ?? statusText.failed
}
