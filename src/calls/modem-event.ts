import type { Message } from '../commands/dictionary.ts'
import type { LinkState } from '../modem/link-state.ts'
import type { Call } from './call.ts'
import type { CallEvent } from './call-event.ts'

/** What a modem tells its subscribers: what happens to calls, to the line, and what else the module says unasked. */
export type ModemEvent =
  | { readonly kind: 'call'; readonly call: Call | null; readonly event: CallEvent }
  | { readonly kind: 'link'; readonly state: LinkState }
  | { readonly kind: 'message'; readonly message: Message; readonly line: string }
  | { readonly kind: 'unknown-line'; readonly line: string }
