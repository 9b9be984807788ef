import { CellvoiceError } from '../../base/error.ts'
import type { Modem } from '../../calls/modem.ts'
import { currentOperator } from '../../modem/module-commands.ts'

/** A format of AT+COPS: names in full, or the digits of the PLMN (27.007 7.3). */
type OperatorFormat = 'name' | 'plmn'

/** The limit of AT+COPS is that of a search; choosing a format needs none. */
const FORMAT_LIMIT_MS = 5_000

/**
 * Whether a module is served by an operator now.
 * @param wanted its name as the module tells it, in any case of letters, or its PLMN of 5 or 6 digits.
 * @returns also false where the module cannot tell.
 */
export async function isServedBy(modem: Modem, wanted: string): Promise<boolean> {
  const format: OperatorFormat = /^\d{5,6}$/.test(wanted) ? 'plmn' : 'name'
  try {
    await modem.command(`AT+COPS=3,${format === 'plmn' ? 2 : 0}`, FORMAT_LIMIT_MS)
    const answer = await modem.execute(currentOperator, undefined)
    // Names in full are how the module was at its start, and how others read it.
    if (format === 'plmn') await modem.command('AT+COPS=3,0', FORMAT_LIMIT_MS)
    return answer?.operator?.toLowerCase() === wanted.toLowerCase()
  } catch (error) {
    if (CellvoiceError.is(error)) return false
    throw error
  }
}
