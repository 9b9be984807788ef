import { CellvoiceError } from '../../../base/error.ts'
import type { Modem } from '../../../calls/modem.ts'
import type { Leg } from '../../../exchange/leg.ts'
import type { ChannelParts } from '../channel-parts.ts'

/** The module that carries a leg whose sound does not reach the host. @throws CellvoiceError NOT_SUPPORTED for a leg on no line. */
export function moduleOfLeg({ exchange }: ChannelParts, leg: Leg): Modem {
  const modem = exchange.lines.find(line => line.name === leg.line)?.modem
  if (modem) return modem
  throw new CellvoiceError('NOT_SUPPORTED', { detail: `no sound of ${leg.id} reaches the host` })
}
