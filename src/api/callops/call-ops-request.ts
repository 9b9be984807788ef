/** A transfer of a party to a destination that is still to be dialled. */
export interface BlindTransferRequest {
  /** The call-id of the call to be transferred. */
  readonly callid: string
  /** The party that stays, and goes to the destination. */
  readonly leg: 'caller' | 'callee'
  /** `sip:+441632960961@host`, `tel:+441632960961`, a bare number; with a display name and parameters as they come. */
  readonly destination: string
}

/** A transfer of a party of one call to a party of another. */
export interface AttendedTransferRequest {
  /** The call-id of the first call. */
  readonly callid: string
  /** The party of the first call that stays. */
  readonly leg: 'caller' | 'callee'
  /** The call-id of the second call, which may be the earlier one. */
  readonly transferCallid: string
  /** The party of the second call that is joined with the first's. */
  readonly transferLeg: 'caller' | 'callee'
  /** As events tell it. Default: the URI of the second party. */
  readonly destination?: string | undefined
}

/** A transfer to a party that its SIP tags name: there are none here, as in OpenSIPS it always fails. */
export interface TagTransferRequest {
  readonly callid: string
  readonly leg: 'caller' | 'callee'
  readonly transferCallid: string
  readonly transferFromtag: string
  readonly transferTotag: string
  readonly transferDestination: string
}

/** What `callTransfer` takes. */
export type TransferRequest = BlindTransferRequest | AttendedTransferRequest | TagTransferRequest

/** A call that is to be held, or taken back. */
export interface HoldRequest {
  readonly callid: string
  /** One way only: `caller` is what the caller says. Default `both`. */
  readonly leg?: 'caller' | 'callee' | 'both' | undefined
  /** SIP headers: taken, and of no use, as no SIP message is sent. */
  readonly headers?: string | readonly string[] | undefined
}
