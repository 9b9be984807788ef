import type { CallOpsEvent } from '../../index.ts'
import { printableText } from '../printable-text.ts'

/** A step of a hold or a transfer, as a person reads it. */
export function callOpsText(event: CallOpsEvent): string {
  switch (event.name) {
    case 'E_CALL_HOLD':
      return `${event.params.action} of the ${event.params.leg}: ${event.params.state}`
    case 'E_CALL_TRANSFER': {
      const { leg, destination, state, status } = event.params
      const where = destination === '' ? '' : ` to ${destination}`
      const how = [state, status].filter(word => word !== '').join(' ')
      return printableText(`transfer of the ${leg ?? 'unknown'}${where}: ${how}`)
    }
  }
}
