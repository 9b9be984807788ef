import type { Direction, WireCallState } from '../commands/call-state.ts'
import type { CallWord } from '../commands/conversation.ts'
import type { ClearingCause } from './clearing-cause.ts'

/** What a call that exists may be doing; 27.007 7.18. */
export type LiveState = Exclude<WireCallState, 'ended'>

/** Who ended a call: this side, the far end or its network, or the module by restarting or going away. */
export type EndedBy = 'local' | 'remote' | 'module'

/** How far our own request to end a call has come. */
export type ReleaseProgress = 'none' | 'sent' | 'accepted'

/** A call as the table keeps it. */
export interface CallRecord {
  /** Our own name for the call; never used twice. */
  readonly key: number
  /** The id the module told for it, or null as long as it told none. */
  readonly index: number | null
  /** The id it should have by 22.030 6.5.5.1 (the lowest free one); counts until the module tells. */
  readonly predictedIndex: number
  readonly direction: Direction
  readonly state: LiveState
  /** Digits with an optional +; '' where it is withheld or not yet known. */
  readonly number: string
  readonly numberType: number | null
  /** What the network says of the number: 0 valid, 1 withheld, 2 unavailable; null if it said nothing (27.007 7.6). */
  readonly validity: number | null
  readonly multiparty: boolean
  /** Whether the far end holds this call (+CSSU: 2). */
  readonly heldByFarEnd: boolean
  /** Whether the network supplies in-band tones, where the module said so. */
  readonly inbandTones: boolean | null
  /** Whether the outside has been told of this call. */
  readonly announced: boolean
  /** Where the call comes from: our ATD not yet accepted, our ATD accepted, or the wire. */
  readonly origin: 'dial-sent' | 'dial-accepted' | 'wire'
  /** Whether lines that carry ids tell of this call; then words without ids are only hints. */
  readonly indicated: boolean
  readonly release: ReleaseProgress
  /** When we asked to end it, ms on the same clock; null if we did not. */
  readonly releasedAtMs: number | null
  /** Whether the latest list left it out, and nothing else speaks of its end. */
  readonly missed: boolean
  /** A word that may explain the end when it comes. */
  readonly hint: CallWord | null
  readonly startedAtMs: number
  readonly connectedAtMs: number | null
}

/** A call as the outside sees it. */
export interface CallSnapshot
  extends Pick<
    CallRecord,
    | 'key'
    | 'direction'
    | 'number'
    | 'numberType'
    | 'validity'
    | 'multiparty'
    | 'heldByFarEnd'
    | 'inbandTones'
    | 'startedAtMs'
    | 'connectedAtMs'
  > {
  /** The id of AT+CLCC, 1-7 (more where data contexts take ids). */
  readonly index: number
  readonly state: LiveState | 'ended'
}

/** A call that is over, remembered for a while so that late lines about it are not taken for another's. */
export interface EndedCall {
  readonly snapshot: CallSnapshot
  /** The id lines about it would carry, or null if the module never told one. */
  readonly index: number | null
  readonly endedAtMs: number
  readonly endedBy: EndedBy
  readonly from: LiveState | null
  readonly cause: ClearingCause
  /** Whether the cause is final; until then the report of the module is awaited. */
  readonly settled: boolean
}

/** The picture of `record` for the outside. */
export function snapshotOf(record: CallRecord, state: CallSnapshot['state'] = record.state): CallSnapshot {
  return {
    key: record.key,
    index: record.index ?? record.predictedIndex,
    direction: record.direction,
    state,
    number: record.number,
    numberType: record.numberType,
    validity: record.validity,
    multiparty: record.multiparty,
    heldByFarEnd: record.heldByFarEnd,
    inbandTones: record.inbandTones,
    startedAtMs: record.startedAtMs,
    connectedAtMs: record.connectedAtMs,
  }
}
