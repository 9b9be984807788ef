import type { CallEvent } from '../../src/calls/call-event.ts'
import { replayTranscript } from '../../src/calls/replay.ts'

/**
 * An event as the stories write it: `1 dialing 10086`, `1 active`, `2 ended by remote BUSY 17`. The number is written
 * where the call comes up, the cause where it is final.
 */
export function told(event: CallEvent): string | null {
  switch (event.kind) {
    case 'state':
      return `${event.call.index} ${event.call.state}${event.from === null ? ` ${event.call.number || 'withheld'}` : ''}`
    case 'ended':
      return null
    case 'cause':
      return `${event.call.index} ended by ${event.endedBy} ${event.cause.name}${event.cause.value === null ? '' : ` ${event.cause.value}`}`
    case 'number':
      return `${event.call.index} number ${event.call.number}`
    case 'multiparty':
      return `${event.call.index} ${event.call.multiparty ? 'joined' : 'split'}`
    case 'far-end-hold':
      return `${event.call.index} ${event.call.heldByFarEnd ? 'held by far end' : 'retrieved by far end'}`
    case 'notification':
      return null
  }
}

/** What is told of a wire log, in words. */
export async function story(lines: readonly string[]): Promise<string[]> {
  const events: string[] = []
  for await (const event of replayTranscript(lines)) {
    const words = told(event)
    if (words) events.push(words)
  }
  return events
}
