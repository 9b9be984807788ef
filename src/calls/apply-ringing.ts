import type { CallRecord } from './call-record.ts'
import type { Draft } from './draft.ts'
import type { Evidence } from './evidence.ts'
import { endedWithin, numbersAgree } from './match-call.ts'
import { LATE_START_MS } from './timing.ts'

const isRinging = (call: CallRecord) => call.state === 'incoming' || call.state === 'waiting'

/**
 * `RING` without anything else: a call comes in if there is none yet, and is not announced before its number or its id
 * is known. A single call that waited rings now. Any other call present may be meant; the list will tell.
 */
export function applyRing(draft: Draft): void {
  const [call, ...others] = draft.calls
  if (call?.state === 'waiting' && others.length === 0) draft.move(call, 'incoming', 'ring')
  if (call) return
  draft.begin({ index: null, direction: 'incoming', state: 'incoming', number: '', numberType: null })
}

/** `+CLIP`, which may be the first, the second or the only sign of the call (EG25-G prints neither RING nor +CRING). */
export function applyCallingLine(draft: Draft, seen: Extract<Evidence, { kind: 'calling-line' }>): void {
  const { number, numberType, validity } = seen
  // A number that is empty is withheld, also where the line has no validity.
  ringing(draft, { number, numberType, validity: validity ?? (number === '' ? 1 : 0) }, 'calling line')
}

/** `+CCWA`: a call that waits while another is up. */
export function applyCallWaiting(draft: Draft, seen: Extract<Evidence, { kind: 'call-waiting' }>): void {
  const { number, numberType } = seen
  ringing(draft, { number, numberType, validity: number === '' ? 1 : 0 }, 'call waiting')
}

function ringing(
  draft: Draft,
  caller: Pick<CallRecord, 'number' | 'numberType' | 'validity'>,
  why: 'calling line' | 'call waiting',
): void {
  const same = draft.calls.find(call => call.direction === 'incoming' && numbersAgree(call.number, caller.number))
  if (same) {
    if (!isRinging(same)) return
    const { number, numberType } = same.number === '' ? caller : same
    draft.announceIfComplete(draft.update(same, { number, numberType, validity: caller.validity }), why)
    return
  }
  if (endedWithin(draft, { index: null, direction: 'incoming', number: caller.number }, LATE_START_MS)) return
  const state = why === 'call waiting' || draft.calls.length > 0 ? 'waiting' : 'incoming'
  draft.announceIfComplete(draft.begin({ index: null, direction: 'incoming', state, ...caller }), why)
}
