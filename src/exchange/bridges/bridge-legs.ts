import { CellvoiceError } from '../../base/error.ts'
import type { Logger } from '../../base/logger.ts'
import type { Leg } from '../leg.ts'
import { CellularLeg } from '../legs/cellular-leg.ts'
import { VirtualLeg } from '../legs/virtual-leg.ts'
import type { Bridge } from './bridge.ts'
import { bridgeOnModule, type MultipartyLine } from './multiparty-bridge.ts'
import { bridgeSound } from './sound-bridge.ts'

/**
 * Lets two legs hear each other: by the network where they are calls of one module, else through the host.
 * @param lineOf The line of a cellular leg of this exchange.
 * @throws CellvoiceError INVALID_ARGUMENT for one leg twice; as {@link bridgeSound} and {@link bridgeOnModule}.
 */
export async function bridgeLegs(
  one: Leg,
  other: Leg,
  lineOf: (leg: CellularLeg) => MultipartyLine | undefined,
  logger: Logger,
): Promise<Bridge> {
  if (one === other) throw new CellvoiceError('INVALID_ARGUMENT', { detail: 'a leg cannot be joined to itself' })
  if (one instanceof CellularLeg && other instanceof CellularLeg && one.line === other.line) {
    const line = lineOf(one)
    if (line) return bridgeOnModule(one, other, line)
  }
  for (const leg of [one, other]) {
    const isThere = leg instanceof VirtualLeg ? leg.isAudible : leg.state === 'active'
    if (!isThere) throw new CellvoiceError('WRONG_CALL_STATE', { detail: `${leg.id} is ${leg.state}, not active` })
  }
  return bridgeSound(one, other, logger)
}
