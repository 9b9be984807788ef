import type { CallRecord, EndedCall } from './call-record.ts'

/** How many ended calls are remembered. */
export const MAX_RECENT_CALLS = 16

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
