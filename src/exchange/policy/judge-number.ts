import { type DialVerdict, decide } from './decide.ts'
import type { DialPolicy } from './dial-policy.ts'
import { readPolicy } from './read-policy.ts'
import { noUsage } from './usage.ts'

/**
 * What a policy says to a number that is dialled first thing in the morning, for who wants to know before dialling.
 * @param number An optional leading +, then digits.
 * @throws CellvoiceError INVALID_ARGUMENT for a policy that cannot be.
 */
export function judgeNumber(policy: DialPolicy, number: string): DialVerdict {
  return decide(readPolicy(policy), noUsage, number, 0)
}
