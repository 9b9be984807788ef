import { applyAnswered, applyConnectedLine, applyFarEndHold } from './apply-connected.ts'
import { applyIndication } from './apply-indication.ts'
import { applyDialAccepted, applyDialRefused, applyDialSent, applyRelease } from './apply-own.ts'
import { applyCallingLine, applyCallWaiting, applyRing } from './apply-ringing.ts'
import { applyWord } from './apply-word.ts'
import type { CallEvent } from './call-event.ts'
import type { CallTable } from './call-table.ts'
import { causeOfReport } from './ceer-cause.ts'
import { Draft } from './draft.ts'
import type { Evidence } from './evidence.ts'
import { reconcile } from './reconcile.ts'

/** What came of a piece of evidence. */
export interface Reduction {
  readonly table: CallTable
  /** In the order in which they happened. */
  readonly events: readonly CallEvent[]
}

/**
 * What calls there are after `evidence`, and what changed. Pure: the same table, evidence and time always give the same
 * answer. Nothing is told twice, and nothing is concluded that another call could be meant by.
 *
 * @param atMs when the evidence was seen, ms on any clock that does not run backwards.
 */
export function reduce(table: CallTable, evidence: Evidence, atMs: number): Reduction {
  const draft = new Draft(table, atMs)
  apply(draft, evidence)
  return { table: draft.done(), events: draft.events }
}

function apply(draft: Draft, evidence: Evidence): void {
  switch (evidence.kind) {
    case 'indication':
      applyIndication(draft, evidence)
      break
    case 'ring':
      applyRing(draft)
      break
    case 'calling-line':
      applyCallingLine(draft, evidence)
      break
    case 'call-waiting':
      applyCallWaiting(draft, evidence)
      break
    case 'connected-line':
      applyConnectedLine(draft, evidence.number)
      break
    case 'connect':
      applyAnswered(draft, 'CONNECT')
      break
    case 'in-call':
      applyAnswered(draft, 'activity status 4')
      break
    case 'word':
      applyWord(draft, evidence.word)
      break
    case 'notification':
      if (evidence.prefix === '+CSSU') applyFarEndHold(draft, evidence.code)
      draft.events.push(evidence)
      break
    case 'list':
      reconcile(draft, evidence.calls)
      break
    case 'dial-sent':
      applyDialSent(draft, evidence.number)
      break
    case 'dial-accepted':
      applyDialAccepted(draft, evidence.number)
      break
    case 'dial-refused':
      applyDialRefused(draft, evidence.number, evidence.result)
      break
    case 'release-sent':
    case 'release-accepted':
    case 'release-refused':
      applyRelease(draft, evidence)
      break
    case 'cause-report':
      applyCauseReport(draft, evidence.key, evidence.text)
      break
    case 'restart':
      applyRestart(draft, `restarted: ${evidence.line}`)
      break
    case 'lost':
      applyRestart(draft, `line lost: ${evidence.reason}`)
      break
    case 'overdue':
      applyOverdue(draft)
      break
    case 'log-ended':
      applyLogEnd(draft)
      break
    default:
      evidence satisfies never
  }
}

function applyCauseReport(draft: Draft, key: number | null, text: string | null): void {
  const ended = draft.recent.find(call => !call.settled && (key === null || call.snapshot.key === key))
  if (ended) draft.settle(ended, (text === null ? null : causeOfReport(text, ended)) ?? ended.cause)
}

/** The module forgot all calls, and says so by starting anew or by going away. */
function applyRestart(draft: Draft, why: string): void {
  const cause = { name: 'FAILED', value: null, text: why, source: 'restart' } as const
  for (const call of draft.calls) {
    if (call.announced) draft.end(call, why, { endedBy: 'module', cause })
    else draft.forget(call)
  }
  settleAll(draft)
  draft.setDataIndexes(null)
}

/** What was waited for will not come: calls are told as they are. */
function applyOverdue(draft: Draft): void {
  for (const call of draft.calls) if (call.origin !== 'dial-sent') draft.announce(call, 'overdue')
}

/** A live module is asked whether a call is gone; of a log, its last word is that it accepted a release, or its last list. */
function applyLogEnd(draft: Draft): void {
  applyOverdue(draft)
  for (const call of draft.calls) if (call.release === 'accepted') draft.end(call, 'released')
  for (const call of draft.calls) if (call.missed) draft.end(call, 'no longer listed')
  settleAll(draft)
}

/** Nobody is left to ask: what is known of each cause is final. */
function settleAll(draft: Draft): void {
  for (const ended of draft.recent) if (!ended.settled) draft.settle(ended, ended.cause)
}
