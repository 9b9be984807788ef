import { CellvoiceError } from '../../base/error.ts'
import type { Exchange } from '../../exchange/exchange.ts'
import type { Leg } from '../../exchange/leg.ts'
import type { CellularLeg } from '../../exchange/legs/cellular-leg.ts'

/** What call operations need of an exchange. */
export type CallOpsExchange = Pick<
  Exchange,
  'legs' | 'onLeg' | 'dial' | 'bridge' | 'takeOver' | 'moveTo' | 'transferOnModule' | 'canTransferOnModule'
>

/** A far party on a cellular line. */
export type RadioLeg = Leg & Pick<CellularLeg, 'gate' | 'setGate' | 'hold' | 'retrieve'>

/** Whether there is a far party at the other end; rooms and services are no parties of a dialog. */
export function isRadioLeg(leg: Leg): leg is RadioLeg {
  return leg.kind === 'cellular' && 'setGate' in leg
}

/** The leg that a line has dialled or taken over. @throws CellvoiceError NOT_SUPPORTED for one on no line. */
export function radioLeg(leg: Leg): RadioLeg {
  if (isRadioLeg(leg)) return leg
  throw new CellvoiceError('NOT_SUPPORTED', { detail: `${leg.id} is on no line` })
}
