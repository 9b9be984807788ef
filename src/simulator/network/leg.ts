import type { NetworkTones } from '../audio/network-tones.ts'
import type { Line } from './line.ts'

/** Where one party stands in one call, in the words of 3GPP TS 27.007 7.18. */
export type LegState = 'dialing' | 'alerting' | 'incoming' | 'waiting' | 'active' | 'held' | 'released'

/** Whether the far number may be shown (3GPP TS 27.007 7.6, CLI validity). */
export type Presentation = 'shown' | 'withheld' | 'unavailable'

/** One party's end of a call. Only the network writes to it; a terminal reads. */
export interface Leg {
  readonly line: Line
  readonly direction: 'outgoing' | 'incoming'
  /** The number as dialled by this party, or the caller's number; empty when it may not be shown. */
  readonly number: string
  readonly presentation: Presentation
  state: LegState
  /** Whether this party has joined the call into its multiparty call. */
  multiparty: boolean
  /** Whether the far party has put this one on hold. */
  heldByFarEnd: boolean
  /** Whether the call reached this party by forwarding. */
  readonly forwarded: boolean
  /** The other end; nobody before the network has found the called party, and after release. */
  far: Leg | undefined
  /** The DTMF tones that the far end hears in place of this party's voice, once a key was pressed. */
  tones: NetworkTones | undefined
}

/** Why and by whom a leg was released. */
export interface Clearing {
  /** 3GPP TS 24.008 10.5.4.11. */
  readonly cause: number
  readonly by: 'self' | 'far' | 'network'
  /** The state the leg was in. */
  readonly from: LegState
}

/** Whether the leg carries a conversation, on hold or not. */
export function isEstablished({ state }: Pick<Leg, 'state'>): boolean {
  return state === 'active' || state === 'held'
}
