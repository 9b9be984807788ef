import { CellvoiceError } from '../base/error.ts'
import { type DialArguments, dial } from '../commands/dial.ts'
import { mmiCommand } from '../commands/mmi.ts'
import { calledDigits } from './called-digits.ts'
import type { ClearingCause } from './clearing-cause.ts'
import { isEmergencyNumber } from './emergency-numbers.ts'

/** How a number is dialled. */
export interface DialOptions extends Omit<DialArguments, 'number'> {
  /** Whether an emergency number (3GPP TS 22.101 10.1.1) may be dialled. Default `denied`: programs make mistakes. */
  readonly emergency?: 'allowed' | 'denied'
}

/** What a network that forbids a call would say: operator determined barring (24.008 10.5.4.11). */
export const barred: ClearingCause = { name: 'BARRED', value: 8, text: null, source: 'local' }

/**
 * A number from somebody else must not chain commands, divert calls, ask the network for money, or call for help.
 * @throws CellvoiceError INVALID_NUMBER for what ATD does not take, and for service codes (3GPP TS 22.030 6.5);
 *   DIAL_REFUSED with the cause BARRED for an emergency number that was not allowed.
 */
export function assertDialable(args: DialArguments, emergency: DialOptions['emergency'] = 'denied'): void {
  dial.text(args)
  const { number } = args
  if (mmiCommand(number).kind !== 'dial') {
    throw new CellvoiceError('INVALID_NUMBER', {
      detail: `${number} is a service code`,
      remedy: 'Send it with modem.ussd(); nothing was sent.',
      context: { number },
    })
  }
  if (emergency === 'allowed' || !callsForHelp(number)) return
  throw new CellvoiceError('DIAL_REFUSED', {
    detail: `${number} is an emergency number`,
    remedy: "Nothing was sent. A program for people may allow it with emergency: 'allowed'.",
    context: { cause: barred, rule: 'emergency', number },
  })
}

/** A country code, and a trunk prefix behind it. What such a number is without them is far longer, if it is not for help. */
const countryCodes: readonly RegExp[] = [
  /^(?:\+|00)[1-9]0?/,
  /^(?:\+|00)[1-9]\d0?/,
  /^(?:\+|00)[1-9]\d\d0?/,
  /^(?:\+|00)[1-9]\d{0,2}(?=000|08)/,
]

/** Strict, for no country is known here: also with whatever a module or a network may pass over. */
function callsForHelp(number: string): boolean {
  const inLand = countryCodes.map(code => number.replace(code, '').replace(/\D/g, ''))
  return [...calledDigits(number), ...inLand].some(digits => isEmergencyNumber(digits))
}
