import { silentLogger } from '../base/logger.ts'
import { ManualClock } from '../base/manual-clock.ts'
import { messageOf } from '../commands/dictionary.ts'
import { ReplayLink } from '../modem/replay-link.ts'
import type { CallEvent } from './call-event.ts'
import { CallTracker } from './call-tracker.ts'
import { evidenceOfMessage } from './evidence-of-message.ts'
import { transcriptLineOf } from './transcript.ts'

/** Logs carry no times. What begins while no call is up is a new call, later than anything that was before. */
const PAUSE_MS = 60_000

/**
 * What the driver makes of a wire log: each call event as it comes of a line. Nothing is sent and no time passes, so the
 * same log always gives the same events.
 *
 * @param lines the lines of the log: `> ` host to module, `< ` module to host, `# ` comment.
 * @param chunksOf how the bytes of one module line arrive; default: all at once.
 * @throws CellvoiceError INVALID_TRANSCRIPT naming the line that cannot be read.
 */
export async function* replayTranscript(
  lines: Iterable<string> | AsyncIterable<string>,
  chunksOf: (bytes: Uint8Array) => Iterable<Uint8Array> = bytes => [bytes],
): AsyncGenerator<CallEvent> {
  const clock = new ManualClock()
  let events: CallEvent[] = []
  const link = new ReplayLink({
    onUnsolicited(line) {
      const message = messageOf(line)
      if (message) tracker.takeMessage(message)
    },
    onSent: (declaration, args) => tracker.takeSent(declaration, args),
    onExchange: exchange => tracker.takeExchange(exchange),
    onLost() {},
  })
  const tracker = new CallTracker({
    execute: () => Promise.reject(new Error('a log answers no questions')),
    clock,
    logger: silentLogger,
    emit: event => events.push(event),
  })
  tracker.stop()
  await link.open()
  let lineNumber = 0
  for await (const line of lines) {
    const read = transcriptLineOf(line, ++lineNumber)
    if (!read) continue
    if (tracker.table.calls.length === 0 && beginsCall(read.text)) await clock.advance(PAUSE_MS)
    if (read.from === 'host') {
      // Whoever typed the next command had seen what came before; only a question for the list may still complete it.
      if (!/^AT\+(CLCC|CEER)/i.test(read.text)) tracker.take({ kind: 'overdue' })
      link.host(read.text)
    } else for (const chunk of chunksOf(Buffer.from(`\r\n${read.text}\r\n`, 'latin1'))) link.module(chunk)
    yield* events
    events = []
  }
  tracker.take({ kind: 'log-ended' })
  yield* events
}

/** A dialled number, a ring, or a line that names a call in any state but its end. */
function beginsCall(text: string): boolean {
  if (/^ATD/i.test(text)) return true
  const message = messageOf(text)
  const evidence = message && evidenceOfMessage(message)
  if (!evidence) return false
  if (evidence.kind === 'indication') return evidence.state !== 'ended'
  return evidence.kind === 'ring' || evidence.kind === 'calling-line' || evidence.kind === 'call-waiting'
}
