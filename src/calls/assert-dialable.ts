import { CellvoiceError } from '../base/error.ts'
import { type DialArguments, dial } from '../commands/dial.ts'
import { mmiCommand } from '../commands/mmi.ts'

/**
 * A number from somebody else must not chain commands, divert calls or ask the network for money.
 * @throws CellvoiceError INVALID_NUMBER for what ATD does not take, and for service codes (3GPP TS 22.030 6.5).
 */
export function assertDialable(args: DialArguments): void {
  dial.text(args)
  const { number } = args
  if (mmiCommand(number).kind === 'dial') return
  throw new CellvoiceError('INVALID_NUMBER', {
    detail: `${number} is a service code`,
    remedy: 'Send it with modem.ussd(); nothing was sent.',
    context: { number },
  })
}
