import { CellvoiceError } from '../../base/error.ts'

/** The numbers that every mobile takes for an emergency call, some only without a SIM: 3GPP TS 22.101 10.1.1. */
const emergencyNumbers: ReadonlySet<string> = new Set(['112', '911', '000', '08', '110', '999', '118', '119'])

/**
 * An exchange that machines use must not call for help by mistake.
 * @throws CellvoiceError DIAL_REFUSED, with the cause BARRED, for an emergency number.
 */
export function assertNoEmergencyNumber(number: string): void {
  if (!emergencyNumbers.has(number)) return
  throw new CellvoiceError('DIAL_REFUSED', {
    detail: `${number} is an emergency number`,
    remedy: 'The exchange dials none; nothing was sent.',
    context: { cause: { name: 'BARRED', value: 8, text: null, source: 'local' } },
  })
}
