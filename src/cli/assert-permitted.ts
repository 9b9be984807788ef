import { CellvoiceError, type DialPolicy, judgeNumber, type RefusalRule } from '../index.ts'
import { type DialPermit, permits } from './dial-permit.ts'

/**
 * @throws CellvoiceError DIAL_REFUSED with `context.rule` for what is no telephone number, and for a number of a kind that
 *   must be named first; INVALID_ARGUMENT for a country that cannot be one.
 */
export function assertPermitted(
  number: string,
  { allow = [], country }: { readonly allow?: readonly DialPermit[]; readonly country?: string },
): void {
  const permitted = Object.fromEntries(allow.map(kind => [kind, 'allowed' as const]))
  const policy: DialPolicy = { ...permitted, ...(country === undefined ? {} : { country }) }
  // 22.030 annex B: what shows or hides our number stands before the number that is called, once.
  const verdict = judgeNumber(policy, number.replace(/^[*#]31#/, ''))
  if (verdict.kind === 'allowed') return
  const { rule } = verdict
  throw new CellvoiceError('DIAL_REFUSED', {
    detail: `${number} is ${isPermit(rule) ? kinds[rule] : 'no telephone number'}`,
    remedy: isPermit(rule)
      ? `Nothing was sent. If it is meant: --allow ${rule}${country ? '' : ', or --country if it is none'}.`
      : `Nothing was sent. ${insteadOf(number)}`,
    context: { rule, number },
  })
}

/** Service codes are those of 3GPP TS 22.030 6.5.2; what the network answers comes later, so that a terminal must be open. */
function insteadOf(number: string): string {
  return /^[*#].*#$/.test(number)
    ? `A service code is typed in the terminal, cellvoice at: AT+CUSD=1,"${number}",15`
    : 'Give + and 6 to 15 digits, or a number of the country; --hide hides yours.'
}

const kinds: Readonly<Record<DialPermit, string>> = {
  emergency: 'an emergency number, or may be one',
  premium: 'a premium-rate number, or may be one',
  satellite: 'in a satellite or international network, or may be',
}

function isPermit(rule: RefusalRule): rule is DialPermit {
  return permits.some(one => one === rule)
}
