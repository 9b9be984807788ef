import type { Direction } from '../commands/call-state.ts'
import type { NumberField } from '../commands/number-field.ts'
import type { CallEvent } from './call-event.ts'
import { type CallRecord, type EndedBy, type EndedCall, type LiveState, snapshotOf } from './call-record.ts'
import { type CallTable, MAX_RECENT_CALLS } from './call-table.ts'
import { type ClearingCause, localClearing, provisionalCause } from './clearing-cause.ts'
import { RELEASE_WINDOW_MS } from './timing.ts'

/**
 * A table while one piece of evidence is worked into it, and the events that come of it. It is the only place where a
 * call begins, changes state or ends; it never leaves the reducer, so the outside sees only whole tables.
 */
export class Draft {
  readonly events: CallEvent[] = []
  readonly atMs: number
  private table: CallTable

  constructor(table: CallTable, atMs: number) {
    this.table = table
    this.atMs = atMs
  }

  get calls(): readonly CallRecord[] {
    return this.table.calls
  }

  get recent(): readonly EndedCall[] {
    return this.table.recent
  }

  get dataIndexes(): readonly number[] | null {
    return this.table.dataIndexes
  }

  /** The table as it stands after all changes. */
  done(): CallTable {
    return this.table
  }

  setDataIndexes(dataIndexes: readonly number[] | null): void {
    this.table = { ...this.table, dataIndexes }
  }

  /** A new call. It is announced when what the outside needs of it is known; see {@link announceIfComplete}. */
  begin(
    call: { readonly index: number | null; readonly direction: Direction; readonly state: LiveState } & NumberField &
      Partial<Pick<CallRecord, 'origin' | 'validity' | 'indicated' | 'multiparty' | 'inbandTones'>>,
  ): CallRecord {
    const taken = call.index !== null && this.calls.some(other => other.index === call.index)
    const record: CallRecord = {
      validity: null,
      origin: 'wire',
      indicated: false,
      multiparty: false,
      inbandTones: null,
      ...call,
      // UNISOC modules may print one id for two calls: the second gets its own from the list.
      index: taken ? null : call.index,
      key: this.table.nextKey,
      predictedIndex: this.lowestFreeIndex(),
      heldByFarEnd: false,
      announced: false,
      release: 'none',
      releasedAtMs: null,
      missed: false,
      hint: null,
      startedAtMs: this.atMs,
      connectedAtMs: call.state === 'active' || call.state === 'held' ? this.atMs : null,
    }
    this.table = { ...this.table, calls: [...this.calls, record], nextKey: record.key + 1 }
    return record
  }

  /** Changes facts of a call that are not its state. */
  update(call: CallRecord, change: Partial<Omit<CallRecord, 'key' | 'state' | 'announced'>>): CallRecord {
    const current = this.current(call)
    const next = { ...current, ...change }
    this.replace(next)
    if (!next.announced) return next
    if (next.number !== current.number) this.events.push({ kind: 'number', call: snapshotOf(next) })
    if (next.multiparty !== current.multiparty) this.events.push({ kind: 'multiparty', call: snapshotOf(next) })
    if (next.heldByFarEnd !== current.heldByFarEnd) this.events.push({ kind: 'far-end-hold', call: snapshotOf(next) })
    return next
  }

  /** The one place where a call changes its state. */
  move(call: CallRecord, state: LiveState, why: string): CallRecord {
    const current = this.current(call)
    if (current.state === state) return current
    // A held call was connected before, even if the line that said so was lost.
    if (state === 'held' && current.connectedAtMs === null)
      return this.move(this.move(current, 'active', why), state, why)
    const announced = this.announce(current, why)
    const connectedAtMs = state === 'active' ? (announced.connectedAtMs ?? this.atMs) : announced.connectedAtMs
    const next: CallRecord = { ...announced, state, connectedAtMs }
    this.replace(next)
    this.events.push({ kind: 'state', call: snapshotOf(next), from: announced.state, why })
    return next
  }

  /** Tells the outside of the call, once. */
  announce(call: CallRecord, why: string): CallRecord {
    const current = this.current(call)
    if (current.announced) return current
    const next = { ...current, announced: true }
    this.replace(next)
    this.events.push({ kind: 'state', call: snapshotOf(next), from: null, why })
    return next
  }

  /**
   * Tells the outside of the call as soon as its id is known, or can be foretold because a list has shown which ids
   * data contexts take; for an incoming call also its number must be known or known to be withheld.
   */
  announceIfComplete(call: CallRecord, why: string): void {
    const current = this.current(call)
    if (current.origin === 'dial-sent') return
    const numberKnown = current.direction === 'outgoing' || current.number !== '' || current.validity !== null
    if (current.index !== null || (this.dataIndexes !== null && numberKnown)) this.announce(current, why)
  }

  /** The one place where a call ends. A cause that is final already is told in the same breath. */
  end(call: CallRecord, why: string, told?: { readonly endedBy: EndedBy; readonly cause: ClearingCause }): void {
    const current = this.announce(call, why)
    const endedBy = told?.endedBy ?? (this.endedByUs(current) ? 'local' : 'remote')
    const cause = told?.cause ?? (endedBy === 'local' ? localClearing : provisionalCause(current))
    this.forget(current)
    this.remember(
      {
        snapshot: snapshotOf(current, 'ended'),
        index: current.index,
        endedAtMs: this.atMs,
        endedBy,
        from: current.state,
        cause,
        settled: told !== undefined || endedBy === 'local',
      },
      why,
    )
  }

  /** Whether the end that comes now is the one we asked for. */
  endedByUs(call: CallRecord): boolean {
    return call.releasedAtMs !== null && this.atMs - call.releasedAtMs <= RELEASE_WINDOW_MS
  }

  /** The end of a call that was never seen before: one event, so that the outside hears of it. */
  endUnseen(
    call: { readonly index: number | null; readonly direction: Direction; readonly multiparty: boolean } & NumberField,
    cause: ClearingCause | null,
    why: string,
  ): void {
    const record = this.begin({ ...call, state: call.direction === 'outgoing' ? 'dialing' : 'incoming' })
    this.forget(record)
    this.remember(
      {
        snapshot: snapshotOf(record, 'ended'),
        index: record.index,
        endedAtMs: this.atMs,
        endedBy: 'remote',
        from: null,
        cause: cause ?? provisionalCause(record),
        settled: cause !== null,
      },
      why,
    )
  }

  /** Takes a call away that the outside never heard of. */
  forget(call: CallRecord): void {
    this.table = { ...this.table, calls: this.calls.filter(other => other.key !== call.key) }
  }

  /** Makes the cause of an ended call final. */
  settle(ended: EndedCall, cause: ClearingCause): void {
    const settled: EndedCall = { ...ended, cause, settled: true }
    this.table = { ...this.table, recent: this.recent.map(other => (other === ended ? settled : other)) }
    this.events.push({ kind: 'cause', call: settled.snapshot, endedBy: settled.endedBy, cause })
  }

  private remember(ended: EndedCall, why: string): void {
    // A call that is forgotten before its cause was told keeps the one that was known.
    const oldest = this.recent.length >= MAX_RECENT_CALLS ? this.recent[0] : undefined
    if (oldest && !oldest.settled) this.settle(oldest, oldest.cause)
    this.table = { ...this.table, recent: [...this.recent, ended].slice(-MAX_RECENT_CALLS) }
    const { snapshot: call, from, endedBy, cause } = ended
    this.events.push({ kind: 'ended', call, from, endedBy, cause, why })
    if (ended.settled) this.events.push({ kind: 'cause', call, endedBy, cause })
  }

  private current(call: CallRecord): CallRecord {
    return this.calls.find(other => other.key === call.key) ?? call
  }

  private replace(call: CallRecord): void {
    this.table = { ...this.table, calls: this.calls.map(other => (other.key === call.key ? call : other)) }
  }

  /** 22.030 6.5.5.1: a new call gets the lowest id that is free. */
  private lowestFreeIndex(): number {
    const taken = new Set([...(this.dataIndexes ?? []), ...this.calls.map(call => call.index ?? call.predictedIndex)])
    let index = 1
    while (taken.has(index)) index++
    return index
  }
}
