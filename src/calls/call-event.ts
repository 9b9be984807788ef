import type { CallSnapshot, EndedBy, LiveState } from './call-record.ts'
import type { ClearingCause } from './clearing-cause.ts'

/** What happened to a call. Every call begins with one `state` from null and ends with one `ended` and one `cause`. */
export type CallEvent =
  /** The call came up (`from` null) or changed its state. */
  | { readonly kind: 'state'; readonly call: CallSnapshot; readonly from: LiveState | null; readonly why: string }
  /** The call is over. `cause` is what is known so far; the `cause` event follows with the final one. */
  | {
      readonly kind: 'ended'
      readonly call: CallSnapshot
      readonly from: LiveState | null
      readonly endedBy: EndedBy
      readonly cause: ClearingCause
      readonly why: string
    }
  /** Why the call ended, finally: after the module was asked, or at once where it need not be. */
  | { readonly kind: 'cause'; readonly call: CallSnapshot; readonly endedBy: EndedBy; readonly cause: ClearingCause }
  /** The number became known after the call came up. */
  | { readonly kind: 'number'; readonly call: CallSnapshot }
  /** The call joined or left a multiparty call. */
  | { readonly kind: 'multiparty'; readonly call: CallSnapshot }
  /** The far end put the call on hold or took it back. */
  | { readonly kind: 'far-end-hold'; readonly call: CallSnapshot }
  /** The network notified of something else: +CSSI or +CSSU with its code (27.007 7.17). */
  | { readonly kind: 'notification'; readonly prefix: '+CSSI' | '+CSSU'; readonly code: number }
