import type { CallEvent, CallSnapshot, ClearingCause, ClearingCauseName, EndedBy } from '../index.ts'
import { durationText } from './duration.ts'
import { printableText } from './printable-text.ts'

const causeWords: Readonly<Record<ClearingCauseName, string>> = {
  NORMAL: 'normal clearing',
  BUSY: 'busy',
  NOANSWER: 'no answer',
  REJECTED: 'rejected',
  UNOBTAINABLE: 'number unobtainable',
  CHANGED: 'number changed',
  OUTOFORDER: 'far end out of order',
  NOCHANNELS: 'no channel free',
  CONGESTION: 'network congested',
  BARRED: 'barred',
  FAILED: 'failed',
  OTHER: 'cleared for another reason',
}

const stateWords: Readonly<Record<CallSnapshot['state'], string>> = {
  dialing: 'dialling',
  alerting: 'ringing',
  active: 'answered',
  held: 'on hold',
  incoming: 'incoming call',
  waiting: 'a second call waits',
  ended: 'over',
}

/** The number as a person reads it. */
export function numberText(number: string): string {
  return number === '' ? 'number withheld' : printableText(number)
}

/** One line for what happened to a call; empty for what the end of the call tells anyway. */
export function callEventText(event: Exclude<CallEvent, { kind: 'cause' }>): string {
  switch (event.kind) {
    case 'state':
      return stateText(event)
    case 'ended':
      return stateWords.ended
    case 'number':
      return `it is ${numberText(event.call.number)}`
    case 'multiparty':
      return event.call.multiparty ? 'joined a multiparty call' : 'left the multiparty call'
    case 'far-end-hold':
      return event.call.heldByFarEnd ? 'put on hold by the far end' : 'taken back by the far end'
    case 'notification':
      return `the network notifies: ${event.prefix} ${event.code}`
  }
}

function stateText({ call, from }: Extract<CallEvent, { kind: 'state' }>): string {
  const words = call.state === 'active' && from === 'held' ? 'taken back' : stateWords[call.state]
  if (from !== null) return words
  const relation = call.direction === 'outgoing' ? '' : ' from'
  return `${words}${relation} ${numberText(call.number)}`
}

/** A call that is over, in one line: who ended it, how long it was, why. */
export function endText(end: { endedBy: EndedBy; cause: ClearingCause; answeredMs: number | null }): string {
  const { endedBy, cause, answeredMs } = end
  const who = { local: 'hung up here', remote: 'ended by the far end', module: 'ended by the module' }[endedBy]
  const after = answeredMs === null ? ', not answered' : ` after ${durationText(answeredMs)}`
  const untold = cause.source === 'state' && answeredMs === null ? 'the module gave no cause' : ''
  const value = cause.value === null ? '' : `cause ${cause.value}`
  const details = [value, printableText(cause.text ?? ''), untold].filter(text => text !== '')
  return `${who}${after}: ${causeWords[cause.name]}${details.length > 0 ? ` (${details.join(', ')})` : ''}`
}

/** What a live call is doing now, with its clock. */
export function liveCallText(call: CallSnapshot, nowMs: number): string {
  const sinceMs = nowMs - (call.connectedAtMs ?? call.startedAtMs)
  const words = call.state === 'active' ? 'in call' : stateWords[call.state]
  return `${words} ${durationText(sinceMs)}`
}
