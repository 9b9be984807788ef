import { CellvoiceError } from '../base/error.ts'
import type { Modem } from '../calls/modem.ts'

/** Whether a call has been answered and is not over. One on hold is through: what is played to it is silence. */
export function isCallThrough({ calls }: Pick<Modem, 'calls'>): boolean {
  return calls.some(({ state }) => state === 'active' || state === 'held')
}

/** @throws CellvoiceError NO_SUCH_CALL when no call is through. */
export function assertCallThrough(modem: Pick<Modem, 'calls'>): void {
  if (!isCallThrough(modem)) throw new CellvoiceError('NO_SUCH_CALL', { detail: 'no call is through' })
}
