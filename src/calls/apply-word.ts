import type { CallWord } from '../commands/conversation.ts'
import type { CallRecord } from './call-record.ts'
import type { Draft } from './draft.ts'
import { LATE_START_MS } from './timing.ts'

/**
 * `NO CARRIER`, `BUSY`, `NO ANSWER`, `NO DIALTONE` outside a command: some call ended, and nothing says which. It ends
 * a call only if exactly one can be meant and no line with an id tells of that call; else it is a hint for the cause,
 * and the list decides.
 */
export function applyWord(draft: Draft, word: CallWord): void {
  const [call, ...others] = draft.calls.filter(candidate => canMean(word, candidate))
  if (!call || others.length > 0) return
  if (draft.recent.some(ended => draft.atMs - ended.endedAtMs < LATE_START_MS)) return
  if (call.indicated) draft.update(call, { hint: word })
  else draft.end(draft.update(call, { hint: word }), word)
}

function canMean(word: CallWord, call: CallRecord): boolean {
  if (word === 'NO CARRIER') return call.origin !== 'dial-sent'
  return call.direction === 'outgoing' && (call.state === 'dialing' || call.state === 'alerting')
}
