import { describeResult, type FinalResult } from '../commands/conversation.ts'
import { numberTypeOf } from '../commands/number-field.ts'
import type { CallRecord } from './call-record.ts'
import { type ClearingCause, causeOfWord } from './clearing-cause.ts'
import type { Draft } from './draft.ts'
import type { Evidence, ReleaseScope } from './evidence.ts'

/** Our ATD is on its way: a call is expected, and lines about it may come before the OK. */
export function applyDialSent(draft: Draft, number: string): void {
  const numberType = numberTypeOf(number)
  draft.begin({ index: null, direction: 'outgoing', state: 'dialing', number, numberType, origin: 'dial-sent' })
}

/** Our ATD was accepted: the call exists. */
export function applyDialAccepted(draft: Draft, number: string): void {
  const call = dialled(draft, number)
  if (call) draft.announceIfComplete(draft.update(call, { origin: 'dial-accepted' }), 'dial accepted')
}

/** Our ATD was refused: there is no call, unless lines had told of one already; then it ends with the result. */
export function applyDialRefused(draft: Draft, number: string, result: FinalResult | null): void {
  const call = dialled(draft, number)
  if (!call) return
  // One that was told of must be told to be over.
  if (!call.indicated && !call.announced) draft.forget(call)
  // Without a result it was the line that failed, and the call may go on at the module.
  else draft.end(call, 'dial refused', { endedBy: result ? 'remote' : 'module', cause: causeOfRefusal(result) })
}

/** What the final result of ATD tells: a word as such, an error by its CME number. */
export function causeOfRefusal(result: FinalResult | null): ClearingCause {
  if (result?.kind === 'word') return causeOfWord(result.word, 'dialing')
  const barred = result?.kind === 'cme' && result.code === 32
  const congested = result?.kind === 'cme' && result.code === 31
  const name = barred ? 'BARRED' : congested ? 'CONGESTION' : 'FAILED'
  return { name, value: null, text: result && describeResult(result), source: 'word' }
}

/** Our own request to end calls: sent, accepted or refused. Calls that end while it stands were ended by us. */
export function applyRelease(
  draft: Draft,
  { kind, scope }: Extract<Evidence, { kind: 'release-sent' | 'release-accepted' | 'release-refused' }>,
): void {
  for (const call of inScope(draft.calls, scope)) {
    if (kind === 'release-sent') draft.update(call, { release: 'sent', releasedAtMs: draft.atMs })
    else if (call.release !== 'sent') continue
    else if (kind === 'release-accepted') draft.update(call, { release: 'accepted' })
    else draft.update(call, { release: 'none', releasedAtMs: null })
  }
}

/** The calls that a request to end calls means. */
export function inScope(calls: readonly CallRecord[], scope: ReleaseScope): readonly CallRecord[] {
  switch (scope.kind) {
    case 'all':
      return calls
    case 'active':
      return calls.filter(call => call.state === 'active')
    case 'transferred':
      return calls.filter(({ state }) => state === 'active' || state === 'held' || state === 'alerting')
    case 'held': {
      // 22.030 6.5.5.1: with a call waiting, it is that one which is told that we are busy.
      const waiting = calls.filter(call => call.state === 'waiting')
      return waiting.length > 0 ? waiting : calls.filter(call => call.state === 'held')
    }
    case 'one':
      return calls.filter(call => (call.index ?? call.predictedIndex) === scope.index)
  }
}

function dialled(draft: Draft, number: string): CallRecord | undefined {
  return draft.calls.find(call => call.origin === 'dial-sent' && call.number === number)
}
