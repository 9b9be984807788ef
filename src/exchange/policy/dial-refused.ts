import { CellvoiceError } from '../../base/error.ts'
import { barred } from '../../calls/assert-dialable.ts'
import type { ReadPolicy } from './read-policy.ts'
import { type RefusalRule, refusalRules, remedyOf } from './refusal-rules.ts'

/** DIAL_REFUSED with the cause BARRED and `context.rule`. */
export function dialRefused(number: string, rule: RefusalRule, { ranges }: Pick<ReadPolicy, 'ranges'>): CellvoiceError {
  return new CellvoiceError('DIAL_REFUSED', {
    detail: `${number} is ${refusalRules[rule].what}`,
    remedy: remedyOf(rule, ranges),
    context: { cause: barred, rule, number },
  })
}
