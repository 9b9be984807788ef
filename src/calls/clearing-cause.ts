import type { CallWord } from '../commands/conversation.ts'
import type { CallRecord, LiveState } from './call-record.ts'
import { q850Causes } from './q850-causes.ts'

/** Why a call was cleared, in the words of the call-channel API. */
export type ClearingCauseName =
  | 'NORMAL'
  | 'BUSY'
  | 'NOANSWER'
  | 'REJECTED'
  | 'UNOBTAINABLE'
  | 'CHANGED'
  | 'OUTOFORDER'
  | 'NOCHANNELS'
  | 'CONGESTION'
  | 'BARRED'
  | 'FAILED'
  | 'OTHER'

/** Why a call ended, and how that is known. */
export interface ClearingCause {
  readonly name: ClearingCauseName
  /** The cause value of 24.008 Annex H and Q.850, 1-127, where the module told one or a word stands for one. */
  readonly value: number | null
  /** What the module said, or null. */
  readonly text: string | null
  /** Where it comes from: the line that ended the call, AT+CEER, a result word, our own hang-up, the call's state. */
  readonly source: 'indication' | 'report' | 'word' | 'local' | 'state' | 'restart'
}

/**
 * The cause behind a 24.008 / Q.850 value for a call that was in state `from`; an unknown value counts as its class
 * (24.008 10.5.4.11). A timer that expired while the far end rang means that nobody answered, and interworking hides
 * the cause of a call that had been connected.
 */
export function causeOfValue(
  value: number,
  source: ClearingCause['source'],
  { from = null, text = null }: { from?: LiveState | null; text?: string | null } = {},
): ClearingCause {
  const cause = (name: ClearingCauseName) => ({ name, value, text, source })
  if (value === 102 && from === 'alerting') return cause('NOANSWER')
  if (value === 127 && (from === 'active' || from === 'held')) return cause('NORMAL')
  return cause(q850Causes[value]?.name ?? classCause(value))
}

function classCause(value: number): ClearingCauseName {
  if (value < 1 || value > 127) return 'OTHER'
  return q850Causes[value < 32 ? 31 : value | 15]?.name ?? 'OTHER'
}

/** The cause a result word tells, by the state the call was in. */
export function causeOfWord(word: CallWord, from: LiveState): ClearingCause {
  switch (word) {
    case 'BUSY':
      return causeOfValue(17, 'word', { text: word })
    case 'NO ANSWER':
      return causeOfValue(19, 'word', { text: word })
    case 'NO DIALTONE':
      return { name: 'FAILED', value: null, text: word, source: 'word' }
    case 'NO CARRIER':
    case 'CONNECT':
      return { ...causeOfState(from), text: word }
  }
}

/**
 * What the state alone tells. A connected call that goes away was cleared normally, and so was an incoming one whose
 * caller gave up; an outgoing one that rang was not answered (or rejected: the wire cannot tell), and before that it failed.
 */
export function causeOfState(from: LiveState | null): ClearingCause {
  const name = from === 'alerting' ? 'NOANSWER' : from === 'dialing' ? 'FAILED' : 'NORMAL'
  return { name, value: null, text: null, source: 'state' }
}

/** Cleared by us. */
export const localClearing: ClearingCause = { name: 'NORMAL', value: 16, text: null, source: 'local' }

/** What is known when the call ends, before the module is asked. */
export function provisionalCause(call: Pick<CallRecord, 'hint' | 'state'>): ClearingCause {
  return call.hint ? causeOfWord(call.hint, call.state) : causeOfState(call.state)
}
