import { CellvoiceError } from '../../base/error.ts'
import type { DayCaps, DialPolicy } from './dial-policy.ts'
import { NumberRanges } from './number-ranges.ts'

/** A policy whose values were checked, ready to decide by. */
export interface ReadPolicy {
  readonly ranges: NumberRanges
  readonly allowsEmergency: boolean
  readonly maxCallMs: number
  readonly callsPerMinute: number
  readonly lineDay: Required<DayCaps>
  readonly day: Required<DayCaps>
}

const MINUTE_MS = 60_000
const endless = Number.POSITIVE_INFINITY

/** @throws CellvoiceError INVALID_ARGUMENT for a value that is out of its range. */
export function readPolicy(policy: DialPolicy): ReadPolicy {
  const { emergency = 'denied', maxCallMinutes = endless, callsPerMinute = endless, lineDay, day } = policy
  if (!(maxCallMinutes > 0)) throw refused('maxCallMinutes', maxCallMinutes)
  if (!(callsPerMinute >= 1)) throw refused('callsPerMinute', callsPerMinute)
  return {
    ranges: new NumberRanges(policy),
    allowsEmergency: emergency === 'allowed',
    maxCallMs: maxCallMinutes * MINUTE_MS,
    callsPerMinute,
    lineDay: readCaps('lineDay', lineDay),
    day: readCaps('day', day),
  }
}

function readCaps(name: string, { calls = endless, minutes = endless }: DayCaps = {}): Required<DayCaps> {
  if (!(calls >= 0)) throw refused(`${name}.calls`, calls)
  if (!(minutes >= 0)) throw refused(`${name}.minutes`, minutes)
  return { calls, minutes }
}

function refused(name: string, value: unknown): CellvoiceError {
  return new CellvoiceError('INVALID_ARGUMENT', { detail: `dialPolicy.${name} cannot be ${String(value)}` })
}
