import type { FinalResult } from '../at/final-result.ts'
import { cause } from '../network/causes.ts'
import { type Clearing, isEstablished } from '../network/leg.ts'

/** The word for a call that the other side or the network ended; `x` is the setting of ATX. */
export type EndWord = (clearing: Clearing, x: number) => FinalResult & string

/**
 * The words of V.250 6.3.1 for a dialled call that was not answered; NO CARRIER for all others. Busy is told from ATX3
 * on (V.250 6.2.7).
 */
export const v250EndWord: EndWord = ({ cause: number, from }, x) => {
  if (isEstablished({ state: from }) || from === 'incoming' || from === 'waiting') return 'NO CARRIER'
  if (number === cause.userBusy && x >= 3) return 'BUSY'
  if (number === cause.noAnswer || number === cause.noUserResponding) return 'NO ANSWER'
  return 'NO CARRIER'
}
