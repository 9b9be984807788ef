/** Who is at one end of a dialog. */
export interface PartyView {
  /** `radio` a far party on a line; `application` this program; `moved` a far party that was transferred away. */
  readonly kind: 'radio' | 'application' | 'moved'
  /** `sip:+441632960961@gateway`. */
  readonly uri: string
  /** The name of the line it is, or was, on; of an application that of the call it talks in. Null where there was none. */
  readonly line: string | null
  /** The id of its leg in the exchange; null of an application, and where the party was moved. */
  readonly legId: string | null
  /** What it may not do: 4 send, 8 receive, 12 both, 0 nothing. */
  readonly hold: 0 | 4 | 8 | 12
}

/** A call as OpenSIPS' dialog module shows one: an incoming call's caller is the far party, an outgoing call's the application. */
export interface DialogView {
  /** Opaque, never used twice, also not after a restart. */
  readonly callid: string
  /** `<hex>.<hex>`. */
  readonly dialogId: string
  readonly state: 'early' | 'confirmed' | 'ended'
  readonly caller: PartyView
  readonly callee: PartyView
  /** Unix time in ms. */
  readonly createdMs: number
  /** Unix time in ms of the answer; null before it. */
  readonly startedMs: number | null
  /** What is remembered of it: `call_hold_caller`, `call_transfer_leg`, the method of a hold or transfer. */
  readonly values: Readonly<Record<string, string | number>>
}
