import { CellvoiceError } from '../../../base/error.ts'
import type { LegGate } from '../../../exchange/legs/leg-gate.ts'
import type { RadioLeg } from '../call-ops-exchange.ts'

/** @throws CellvoiceError NOT_SUPPORTED where no sound of the line reaches the host, and something is to be closed. */
export function setLegGate(leg: RadioLeg, gate: LegGate): void {
  const { downlink, uplink } = leg.gate
  if (gate.downlink !== downlink || gate.uplink !== uplink) leg.setGate(gate)
}

/** As {@link setLegGate}; where no sound reaches the host there is none to keep back either. */
export function setLegGateIfAny(leg: RadioLeg, gate: LegGate): void {
  try {
    setLegGate(leg, gate)
  } catch (error) {
    if (!CellvoiceError.is(error, 'NOT_SUPPORTED')) throw error
  }
}
