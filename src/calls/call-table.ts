import type { CallRecord, EndedCall } from './call-record.ts'

/** How many ended calls are remembered. */
export const MAX_RECENT_CALLS = 16

/** How many calls a module has at most: it has ids for 7 (3GPP TS 22.030 6.5.5.1), and some give one id to two calls. */
export const MAX_CALLS = 16

/** All that is known of the calls on one module. Never changed in place: the reducer makes a new one. */
export interface CallTable {
  /** The calls that exist, oldest first. */
  readonly calls: readonly CallRecord[]
  /** The calls that ended last, oldest first, at most {@link MAX_RECENT_CALLS}. */
  readonly recent: readonly EndedCall[]
  /** The ids that data contexts take, by the last list; null before the first list after a start. */
  readonly dataIndexes: readonly number[] | null
  readonly nextKey: number
}

/** The table of a module of which nothing is known yet. */
export const emptyTable: CallTable = { calls: [], recent: [], dataIndexes: null, nextKey: 1 }
