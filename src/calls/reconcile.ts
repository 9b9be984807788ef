import type { ListedCall } from '../commands/clcc.ts'
import type { CallRecord } from './call-record.ts'
import { MAX_CALLS } from './call-table.ts'
import type { Draft } from './draft.ts'
import { endedWithin, matchCall, numbersAgree } from './match-call.ts'
import { LATE_START_MS, LISTED_AFTER_MS } from './timing.ts'

/**
 * Sets the table right by the list of current calls (oFono does the same by walking old and new lists): what is listed
 * exists and has the listed state, what is not listed is over. It heals whatever was lost, doubled or late; as its own lines
 * may be lost as well, a call is over only when two lists in a row leave it out, or one does and something else agrees.
 */
export function reconcile(draft: Draft, all: readonly ListedCall[]): void {
  // A module gone wrong must not fill the memory, nor keep us busy with it.
  const listed = all.slice(0, MAX_CALLS)
  const voice = withoutRepeated(listed.filter(call => call.mode === 'voice' || call.mode === 'unknown'))
  draft.setDataIndexes(listed.filter(call => call.mode !== 'voice' && call.mode !== 'unknown').map(call => call.index))
  const pairs = pair(draft.calls, voice)
  for (const call of draft.calls) if (!pairs.has(call.key)) leave(draft, call, voice)
  for (const call of draft.calls) {
    const line = pairs.get(call.key)
    if (line) adopt(draft, call, line)
  }
  forgetSharedIndexes(draft)
  const paired = new Set(pairs.values())
  for (const line of voice.filter(candidate => !paired.has(candidate))) {
    // A list may lag behind the line that told the end; a call that is really there is still there in the next list.
    if (endedWithin(draft, line, LATE_START_MS)) continue
    const { index, direction, state, number, numberType, multiparty } = line
    draft.announce(draft.begin({ index, direction, state, number, numberType, multiparty }), 'listed')
  }
}

/** Which call is which line: first those that agree in everything, then the likeliest of the rest (ids may change). */
function pair(calls: readonly CallRecord[], lines: readonly ListedCall[]): Map<number, ListedCall> {
  const pairs = new Map<number, ListedCall>()
  const rest: ListedCall[] = []
  for (const line of lines) {
    const same = calls.find(
      call => call.index === line.index && call.direction === line.direction && numbersAgree(call.number, line.number),
    )
    if (same) pairs.set(same.key, line)
    else rest.push(line)
  }
  for (const line of rest) {
    const likely = matchCall(
      calls.filter(call => !pairs.has(call.key)),
      line,
    )
    if (likely) pairs.set(likely.key, line)
  }
  return pairs
}

function adopt(draft: Draft, call: CallRecord, line: ListedCall): void {
  const known = draft.update(call, {
    index: line.index,
    origin: call.origin === 'dial-sent' ? call.origin : 'wire',
    number: call.number || line.number,
    numberType: call.numberType ?? line.numberType,
    multiparty: line.multiparty,
    missed: false,
    // The module still has the call: our request to end it has not taken effect.
    release: call.release === 'accepted' ? 'sent' : call.release,
  })
  if (known.state === line.state) draft.announceIfComplete(known, 'listed')
  else draft.move(known, line.state, 'listed')
}

/** A line that came twice is one call. */
function withoutRepeated(lines: readonly ListedCall[]): readonly ListedCall[] {
  const isRepeated = (line: ListedCall, at: number) =>
    lines.findIndex(
      ({ index, direction, number }) => index === line.index && direction === line.direction && number === line.number,
    ) < at
  return lines.filter((line, at) => !isRepeated(line, at))
}

/** One id for two calls is that of the older; a command that names it must not end the other. */
function forgetSharedIndexes(draft: Draft): void {
  const { calls } = draft
  const isShared = ({ index }: CallRecord, at: number) =>
    index !== null && calls.findIndex(other => other.index === index) < at
  for (const call of calls.filter(isShared)) draft.update(call, { index: null })
}

/** A call that the list has not. */
function leave(draft: Draft, call: CallRecord, listed: readonly ListedCall[]): void {
  const isNew = call.origin === 'dial-accepted' && !call.indicated && draft.atMs - call.startedAtMs < LISTED_AFTER_MS
  if (call.origin === 'dial-sent' || isNew) {
    // The id that lines gave it is that of another call now.
    if (listed.some(({ index }) => index === call.index)) draft.update(call, { index: null })
    return
  }
  // A ring that nothing else confirmed may be a late one.
  if (!call.announced && call.hint === null) draft.forget(call)
  else if (call.missed || isEndExpected(call, listed)) draft.end(call, 'no longer listed')
  else draft.update(call, { missed: true })
}

/** Whether something besides the list speaks of the end: our own request, a word, or another call that has its id. */
function isEndExpected(call: CallRecord, listed: readonly ListedCall[]): boolean {
  return call.release !== 'none' || call.hint !== null || listed.some(({ index }) => index === call.index)
}
