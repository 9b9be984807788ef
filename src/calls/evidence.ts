import type { Direction, WireCallState } from '../commands/call-state.ts'
import type { ListedCall } from '../commands/clcc.ts'
import type { CallWord, FinalResult } from '../commands/conversation.ts'
import type { NumberField } from '../commands/number-field.ts'

/** Which calls a command of ours is to end. */
export type ReleaseScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'active' }
  /** The active, held and alerting ones: what an explicit transfer leaves. */
  | { readonly kind: 'transferred' }
  | { readonly kind: 'held' }
  | { readonly kind: 'one'; readonly index: number }

/**
 * Something that was seen and bears on calls: lines of the module, answers to our commands, what we sent, and silence.
 * Evidence may be lost, doubled, late or wrong; the reducer lives with all of that.
 */
export type Evidence =
  /** A line that names one call and its state: ^DSCI, +QIND "ccinfo", unasked +CLCC. */
  | ({
      readonly kind: 'indication'
      readonly index: number | null
      readonly direction: Direction
      readonly state: WireCallState
      readonly multiparty: boolean | null
      readonly cause: number | null
      readonly inbandTones: boolean | null
    } & NumberField)
  | { readonly kind: 'ring' }
  | ({ readonly kind: 'calling-line'; readonly validity: number | null } & NumberField)
  | ({ readonly kind: 'call-waiting' } & NumberField)
  | ({ readonly kind: 'connected-line' } & NumberField)
  | { readonly kind: 'connect' }
  /** AT+CPAS says that a call is in progress. */
  | { readonly kind: 'in-call' }
  | { readonly kind: 'word'; readonly word: CallWord }
  | { readonly kind: 'notification'; readonly prefix: '+CSSI' | '+CSSU'; readonly code: number }
  /** The answer to AT+CLCC: the judge of what calls there are. */
  | { readonly kind: 'list'; readonly calls: readonly ListedCall[] }
  | { readonly kind: 'dial-sent'; readonly number: string }
  | { readonly kind: 'dial-accepted'; readonly number: string }
  | { readonly kind: 'dial-refused'; readonly number: string; readonly result: FinalResult | null }
  | { readonly kind: 'release-sent' | 'release-accepted' | 'release-refused'; readonly scope: ReleaseScope }
  /** The answer to AT+CEER, or null where there was none; for the call named, else for the one that has waited longest. */
  | { readonly kind: 'cause-report'; readonly key: number | null; readonly text: string | null }
  | { readonly kind: 'restart'; readonly line: string }
  | { readonly kind: 'lost'; readonly reason: string }
  /** Time enough has passed for what a call was still missing. */
  | { readonly kind: 'overdue' }
  /** A log has ended: what it does not say will not be said. */
  | { readonly kind: 'log-ended' }
