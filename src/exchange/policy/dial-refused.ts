import { CellvoiceError } from '../../base/error.ts'
import type { ClearingCause } from '../../calls/clearing-cause.ts'
import { type RefusalRule, refusalRules } from './refusal-rules.ts'

/** Operator determined barring (24.008 10.5.4.11), which is what a network that forbids a call would say. */
const barred: ClearingCause = { name: 'BARRED', value: 8, text: null, source: 'local' }

/** DIAL_REFUSED with the cause BARRED and `context.rule`. */
export function dialRefused(number: string, rule: RefusalRule): CellvoiceError {
  const { what, remedy } = refusalRules[rule]
  return new CellvoiceError('DIAL_REFUSED', {
    detail: `${number} is ${what}`,
    remedy,
    context: { cause: barred, rule, number },
  })
}
