import type { LegGate } from '../../../exchange/legs/leg-gate.ts'
import { maskOf, type PartyHold } from './hold-mask.ts'

const MAY_NOT_SEND = 4
const MAY_NOT_RECEIVE = 8

/**
 * Which ways of a far party are open: those that neither its own hold by the gateway closes nor that of the application at
 * the other end, which has no line of its own where it could be silenced.
 * @param application How the application is held; null where the other party has a line, too.
 */
export function gateFor(own: PartyHold, application: PartyHold | null): LegGate {
  const mask = own.kind === 'gateway' ? own.mask : 0
  const other = application ? maskOf(application) : 0
  const isDownlinkClosed = (mask & MAY_NOT_SEND) !== 0 || (other & MAY_NOT_RECEIVE) !== 0
  const isUplinkClosed = (mask & MAY_NOT_RECEIVE) !== 0 || (other & MAY_NOT_SEND) !== 0
  return { downlink: isDownlinkClosed ? 'closed' : 'open', uplink: isUplinkClosed ? 'closed' : 'open' }
}
