/** Which ways sound goes through a leg now. */
export interface LegGate {
  /** From the far end. */
  readonly downlink: 'open' | 'closed'
  /** To the far end. */
  readonly uplink: 'open' | 'closed'
}

/** Both ways, as every leg begins. */
export const openGate: LegGate = Object.freeze({ downlink: 'open', uplink: 'open' })
