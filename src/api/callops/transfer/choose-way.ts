import type { CallOpsExchange, RadioLeg } from '../call-ops-exchange.ts'
import type { CallOpsSettings } from '../call-ops-options.ts'
import type { Party, TransferWay } from '../dialog.ts'

type Method = CallOpsSettings['transferMethod']
type CanTransfer = Pick<CallOpsExchange, 'canTransferOnModule'>

/** How a party gets to a target that is still to be dialled; null where it cannot. */
export function wayOfBlind(exchange: CanTransfer, party: Party, method: Method): TransferWay | null {
  switch (party.kind) {
    case 'application':
      return 'local'
    case 'moved':
      return null
    case 'radio':
      if (method === 'auto') return exchange.canTransferOnModule(party.leg) ? 'ect' : 'bridge'
      if (method === 'ect') return exchange.canTransferOnModule(party.leg) ? 'ect' : null
      return method
  }
}

/** How two parties of two calls get together; null where they cannot: two ends of this program have nothing to join. */
export function wayOfAttended(exchange: CanTransfer, one: Party, other: Party, method: Method): TransferWay | null {
  if (one.kind === 'moved' || other.kind === 'moved') return null
  if (one.kind === 'radio' && other.kind === 'radio') return wayOfFarParties(exchange, one.leg, other.leg, method)
  return one.kind === 'radio' || other.kind === 'radio' ? 'local' : null
}

function wayOfFarParties(exchange: CanTransfer, one: RadioLeg, other: RadioLeg, method: Method): TransferWay | null {
  // Two calls of one module have one sound between them, and calls of two modules no network that knows of both.
  const onOneModule = one.line === other.line
  switch (method) {
    case 'auto':
      if (!onOneModule) return 'bridge'
      return exchange.canTransferOnModule(one) ? 'ect' : null
    case 'ect':
      return onOneModule && exchange.canTransferOnModule(one) ? 'ect' : null
    case 'bridge':
      return onOneModule ? null : 'bridge'
    case 'multiparty':
      return onOneModule ? 'multiparty' : null
  }
}
