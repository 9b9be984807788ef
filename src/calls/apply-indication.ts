import type { CallRecord, LiveState } from './call-record.ts'
import { MAX_CALLS } from './call-table.ts'
import { causeOfValue, localClearing } from './clearing-cause.ts'
import type { Draft } from './draft.ts'
import type { Evidence } from './evidence.ts'
import { endedWithin, matchCall } from './match-call.ts'
import { LATE_PROGRESS_MS, LATE_START_MS, REPEATED_END_MS } from './timing.ts'

type Indication = Extract<Evidence, { kind: 'indication' }>

/** Which states a line may lead to from each state; anything else is an old line that comes late. */
const forward: Readonly<Record<LiveState, readonly LiveState[]>> = {
  dialing: ['alerting', 'active', 'held'],
  alerting: ['active', 'held'],
  incoming: ['active', 'held'],
  waiting: ['active', 'held'],
  active: ['held'],
  held: ['active'],
}

/** Works in a line that names one call and its state. */
export function applyIndication(draft: Draft, seen: Indication): void {
  const state = seen.state
  const call = matchCall(draft.calls, seen)
  if (state === 'ended') {
    if (call) endCall(draft, call, seen)
    else endUnknown(draft, seen)
    return
  }
  const why = `indication: ${state}`
  if (!call || isAnotherCall(call, seen)) {
    if (endedWithin(draft, seen, isStart(state) ? LATE_START_MS : LATE_PROGRESS_MS)) return
    // A module gone wrong must not fill the memory; the next list shows what there is.
    if (draft.calls.length >= MAX_CALLS) return
    const { index, direction, number, numberType, inbandTones } = seen
    const multiparty = seen.multiparty ?? false
    const begun = draft.begin({ index, direction, state, number, numberType, indicated: true, inbandTones, multiparty })
    draft.announceIfComplete(begun, why)
    return
  }
  const known = draft.update(call, {
    index: call.index ?? freeIndex(draft, seen.index),
    number: call.number || seen.number,
    numberType: call.numberType ?? seen.numberType,
    multiparty: seen.multiparty ?? call.multiparty,
    inbandTones: seen.inbandTones ?? call.inbandTones,
    indicated: true,
  })
  if (forward[known.state].includes(state) || ringsAlone(draft, known, state)) draft.move(known, state, why)
  else draft.announceIfComplete(known, why)
}

/** A call that waited rings by itself once there is no other: that is the only way back to incoming. */
function ringsAlone(draft: Draft, call: CallRecord, state: LiveState): boolean {
  return call.state === 'waiting' && state === 'incoming' && draft.calls.length === 1
}

/** A second call from or to the same number: it starts anew under an id of its own. */
function isAnotherCall(call: CallRecord, seen: Indication): boolean {
  const established = call.state === 'active' || call.state === 'held'
  return established && isStart(seen.state) && call.index !== null && seen.index !== null && call.index !== seen.index
}

function isStart(state: Indication['state']): boolean {
  return state === 'dialing' || state === 'incoming' || state === 'waiting'
}

function endCall(draft: Draft, call: CallRecord, seen: Indication): void {
  // The end of the last call, told twice, must not end the next one with the same id and number.
  const isFresh = draft.atMs - call.startedAtMs < LATE_START_MS
  if (isFresh && endedWithin(draft, seen, LATE_START_MS)) return
  const value = causeValue(seen)
  if (value === null) draft.end(call, 'indication: ended')
  else if (draft.endedByUs(call)) draft.end(call, 'indication: ended', { endedBy: 'local', cause: localClearing })
  else
    draft.end(call, 'indication: ended', {
      endedBy: 'remote',
      cause: causeOfValue(value, 'indication', { from: call.state }),
    })
}

function endUnknown(draft: Draft, seen: Indication): void {
  if (endedWithin(draft, seen, REPEATED_END_MS)) return
  const value = causeValue(seen)
  const cause = value === null ? null : causeOfValue(value, 'indication')
  draft.endUnseen({ ...seen, multiparty: seen.multiparty ?? false }, cause, 'indication: ended')
}

/** UNISOC VoLTE prints stack-internal values beyond the 24.008 range there (cap-unisoc-volte-dsci: 1200). */
function causeValue(seen: Indication): number | null {
  return seen.cause !== null && seen.cause >= 1 && seen.cause <= 127 ? seen.cause : null
}

function freeIndex(draft: Draft, index: number | null): number | null {
  return draft.calls.some(call => call.index === index) ? null : index
}
