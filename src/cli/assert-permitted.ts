import { CellvoiceError, type DialPolicy, judgeNumber, type RefusalRule } from '../index.ts'
import { type DialPermit, permits } from './dial-permit.ts'

/**
 * @throws CellvoiceError DIAL_REFUSED with `context.rule` for a number of a kind that must be named first, and for one with a 0
 *   before the country code; INVALID_ARGUMENT for a country that cannot be one.
 */
export function assertPermitted(
  number: string,
  { allow = [], country }: { readonly allow?: readonly DialPermit[]; readonly country?: string },
): void {
  const permitted = Object.fromEntries(allow.map(kind => [kind, 'allowed' as const]))
  const policy: DialPolicy = { ...permitted, ...(country === undefined ? {} : { country }) }
  // 22.030 annex B: what shows or hides our number stands before the number that is called.
  const verdict = judgeNumber(policy, number.replace(/^[*#]31#/, ''))
  if (verdict.kind === 'allowed') return
  if (verdict.rule === 'country-code') {
    // A network may read what comes after the zeros, of which nobody knows the kind.
    throw new CellvoiceError('DIAL_REFUSED', {
      detail: `${number} is no international number: no country code begins with 0`,
      remedy: verdict.remedy,
      context: { rule: verdict.rule, number },
    })
  }
  if (!isPermit(verdict.rule)) return
  throw new CellvoiceError('DIAL_REFUSED', {
    detail: `${number} is ${kinds[verdict.rule]}`,
    remedy: `Nothing was sent. If it is meant: --allow ${verdict.rule}${country ? '' : ', or --country if it is none'}.`,
    context: { rule: verdict.rule, number },
  })
}

const kinds: Readonly<Record<DialPermit, string>> = {
  emergency: 'an emergency number, or may be one',
  premium: 'a premium-rate number, or may be one',
  satellite: 'in a satellite or international network, or may be',
}

function isPermit(rule: RefusalRule): rule is DialPermit {
  return permits.some(one => one === rule)
}
