import { CellvoiceError } from '../../base/error.ts'
import { barred } from '../../calls/assert-dialable.ts'
import { type RefusalRule, refusalRules } from './refusal-rules.ts'

/** DIAL_REFUSED with the cause BARRED and `context.rule`. */
export function dialRefused(number: string, rule: RefusalRule): CellvoiceError {
  const { what, remedy } = refusalRules[rule]
  return new CellvoiceError('DIAL_REFUSED', {
    detail: `${number} is ${what}`,
    remedy,
    context: { cause: barred, rule, number },
  })
}
