import { causeOfValue } from '../../../calls/clearing-cause.ts'
import type { Clearing } from '../clearing.ts'
import { Cause } from '../words/cause.ts'

/** What `reject` is to send. */
export interface RejectCause {
  readonly as: Clearing
  /** 3GPP TS 24.008 10.5.4.11. */
  readonly number: number
}

/** The causes a call may be rejected with, and their numbers in 3GPP TS 24.008 and ITU-T Q.850. */
const numbers: Partial<Readonly<Record<Cause, number>>> = {
  [Cause.BUSY]: 17,
  [Cause.NOANSWER]: 18,
  [Cause.UNOBTAINABLE]: 1,
  [Cause.CHANGED]: 22,
  [Cause.OUTOFORDER]: 27,
  [Cause.BARRED]: 54,
  [Cause.REJECTED]: 21,
  [Cause.NOCHANNELS]: 34,
  [Cause.CONGESTION]: 42,
}

/** What stands for a SIP response on a cellular line, as gateways between the two have it (RFC 3398). */
const numbersOfSip: ReadonlyMap<string, number> = new Map([
  ['403', 21],
  ['404', 1],
  ['410', 22],
  ['480', 18],
  ['484', 28],
  ['486', 17],
  ['500', 41],
  ['502', 38],
  ['503', 41],
  ['600', 17],
  ['603', 21],
  ['604', 1],
])

/** The causes a call may be rejected with. */
export const rejectCauses: readonly Cause[] = Object.keys(numbers) as Cause[]

/** Null where no call is rejected with that cause. */
export function rejectCauseOf(cause: Cause): RejectCause | null {
  // What every object has besides, as `constructor`, is no cause.
  const number = Object.hasOwn(numbers, cause) ? numbers[cause] : undefined
  return number === undefined ? null : { as: { cause, rawCause: '' }, number }
}

/** Reads a SIP response code, `486`, or `q850:17`. Null where a cellular line has nothing that says this. */
export function rejectCauseOfRaw(rawCause: string | number): RejectCause | null {
  const text = String(rawCause).trim()
  const own = /^q850:(\d{1,3})$/i.exec(text)?.[1]
  const number = own === undefined ? numbersOfSip.get(text) : Number(own)
  if (number === undefined || number < 1 || number > 127) return null
  return { as: { cause: Cause[causeOfValue(number, 'local').name], rawCause: text }, number }
}
