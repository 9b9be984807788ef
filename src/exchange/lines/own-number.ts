import { CellvoiceError } from '../../base/error.ts'
import type { Modem } from '../../calls/modem.ts'
import { ownNumbers } from '../../modem/module-commands.ts'

/**
 * The first number that the SIM knows. Many know none, and a module whose SIM is missing or busy refuses or is late.
 * @returns null then, and where the module is lost meanwhile.
 */
export async function ownNumber(modem: Modem): Promise<string | null> {
  try {
    const numbers = await modem.execute(ownNumbers, undefined)
    return numbers.find(({ number }) => number !== '')?.number ?? null
  } catch (error) {
    if (CellvoiceError.is(error)) return null
    throw error
  }
}
