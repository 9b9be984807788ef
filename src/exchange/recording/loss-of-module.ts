import { CellvoiceError } from '../../base/error.ts'
import type { LinkState } from '../../modem/link-state.ts'

/** Why a recording has lost its module, or null while it has not. */
export function lossOfModule(state: LinkState): CellvoiceError | null {
  switch (state.kind) {
    case 'lost':
      return state.reason
    case 'restarting':
      return new CellvoiceError('MODEM_RESTARTED')
    case 'closed':
      return new CellvoiceError('MODEM_CLOSED')
    case 'opening':
    case 'bringing-up':
    case 'ready':
      return null
  }
}
