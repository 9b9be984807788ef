import type { HostPort } from '../at/host-port.ts'
import type { Leg } from '../network/leg.ts'

/** A call as the module counts it. */
export interface ModuleCall {
  /** The index of +CLCC and AT+CHLD: 1 to 7. */
  readonly index: number
  readonly leg: Leg
  /** The port it was dialled on; `undefined` for an incoming call. */
  readonly port: HostPort | undefined
}
