import { checkPolicy } from './check-policy.ts'
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

/** @throws CellvoiceError INVALID_ARGUMENT for a key that is none, and for a value of another type or out of its range. */
export function readPolicy(policy: DialPolicy): ReadPolicy {
  checkPolicy(policy, 'dialPolicy')
  const { emergency = 'denied', maxCallMinutes = endless, callsPerMinute = endless, lineDay, day } = policy
  return {
    ranges: new NumberRanges(policy),
    allowsEmergency: emergency === 'allowed',
    maxCallMs: maxCallMinutes * MINUTE_MS,
    callsPerMinute,
    lineDay: readCaps(lineDay),
    day: readCaps(day),
  }
}

function readCaps({ calls = endless, minutes = endless }: DayCaps = {}): Required<DayCaps> {
  return { calls, minutes }
}
