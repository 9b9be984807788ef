import type { EndedBy } from '../../calls/call-record.ts'
import type { ClearingCause } from '../../calls/clearing-cause.ts'

/** The cause list of the ASR call control interface, which QuecPython passes on: vendor number of each 24.008 value. */
const vendorNumbers: Readonly<Record<number, number>> = {
  1: 1,
  3: 2,
  6: 3,
  8: 4,
  16: 5,
  17: 6,
  18: 7,
  19: 8,
  21: 9,
  22: 10,
  25: 11,
  26: 12,
  27: 13,
  28: 14,
  29: 15,
  30: 16,
  31: 17,
  34: 18,
  38: 19,
  41: 20,
  42: 21,
  43: 22,
  44: 23,
  47: 24,
  49: 25,
  50: 26,
  55: 27,
  57: 28,
  58: 29,
  63: 30,
  65: 31,
  68: 32,
  69: 33,
  70: 34,
  79: 35,
  81: 36,
  87: 37,
  88: 38,
  91: 40,
  95: 39,
  96: 56,
  97: 41,
  98: 42,
  99: 43,
  100: 44,
  101: 45,
  102: 46,
  111: 47,
  127: 48,
}

/** The coarse reasons the list ends with, for ends without a value. */
const coarse = { noAnswer: 76, noCarrier: 77, busy: 78, powerOff: 79, error: 80 } as const

/** The number in codes 4 and 8: the fine one where a 24.008 value is known, else a coarse one. */
export function vendorCause(cause: ClearingCause, endedBy: EndedBy): number {
  if (endedBy === 'module') return coarse.powerOff
  const fine = cause.value === null ? undefined : vendorNumbers[cause.value]
  if (fine !== undefined) return fine
  switch (cause.text) {
    case 'NO ANSWER':
      return coarse.noAnswer
    case 'BUSY':
      return coarse.busy
    case 'NO CARRIER':
      return coarse.noCarrier
    default:
      return cause.name === 'NORMAL' ? coarse.noCarrier : cause.name === 'NOANSWER' ? coarse.noAnswer : coarse.error
  }
}
