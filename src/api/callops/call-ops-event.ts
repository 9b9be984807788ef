/** What subscribers are told, its members in the order of the wire: E_CALL_TRANSFER and E_CALL_HOLD of the callops module. */
export type CallOpsEvent =
  | { readonly name: 'E_CALL_TRANSFER'; readonly params: CallTransferParams }
  | { readonly name: 'E_CALL_HOLD'; readonly params: CallHoldParams }

/** All six come always, in this order. */
export interface CallTransferParams {
  readonly callid: string
  /** `caller`, `callee`, `unknown`; with compatibility switches also the new call-id, '' or null. */
  readonly leg: string | null
  readonly transfer_callid: string
  readonly destination: string
  readonly state: 'start' | 'notify' | 'ok' | 'fail'
  /** `180 Ringing`, `200 OK`, `486 Busy Here`; '' in `start` and where no call was placed. */
  readonly status: string
}

/** One leg of a call on its way into hold or out of it. */
export interface CallHoldParams {
  readonly callid: string
  readonly leg: 'caller' | 'callee'
  readonly action: 'hold' | 'unhold'
  readonly state: 'start' | 'ok' | 'fail'
}
