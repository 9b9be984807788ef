import { silentLogger } from '../../../src/base/logger.ts'
import { ManualClock } from '../../../src/base/manual-clock.ts'
import { Subscriptions } from '../../../src/server/events/subscriptions.ts'
import { parseRequest } from '../../../src/server/json-rpc/parse-request.ts'
import { answerRequest } from '../../../src/server/mi/answer-request.ts'
import { commandTable } from '../../../src/server/mi/command-table.ts'
import { allCommands } from '../../../src/server/mi/commands/all-commands.ts'
import { scriptedCalls } from '../../server/scripted-calls.ts'
import { demand, type FuzzTarget } from '../fuzz-target.ts'

const commands = commandTable(allCommands)
const request = (method: string, params: string) => `{"jsonrpc":"2.0","id":"7","method":"${method}","params":${params}}`

/** The management interface: every request comes to a reply that is JSON-RPC with its id, to silence, or to "no JSON". */
export const management: FuzzTarget = {
  name: 'management',
  seeds: () =>
    [
      ...commands.names.map(name => request(name, '{}')),
      ...['call_hold', 'call_unhold', 'dlg_end_dlg', 'get_dialog'].map(name => request(name, '{"callid":"dlg-A"}')),
      request('call_transfer', '{"callid":"dlg-A","leg":"caller","destination":"sip:+441632960963@gateway"}'),
      request('event_subscribe', '["E_CALL_HOLD","udp:127.0.0.1:8888",60]'),
      request('get_statistics', '{"statistics":["all","dialog:"]}'),
      '{"jsonrpc":"2.0","method":"which","id":12345678901234567890}',
    ].map(text => Buffer.from(text)),
  words: [
    ...commands.names.map(name => JSON.stringify(name)),
    ...commands.commands.flatMap(({ sets }) =>
      sets.flatMap(({ params }) => params.map(({ name }) => `"${name}":"dlg-A"`)),
    ),
    ...[
      '"jsonrpc":"2.0"',
      '"id":null',
      '"id":1e400',
      '"params":[]',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '\\u0000',
      '\\"',
      '\\ud800',
    ],
    ...[
      '"__proto__":{}',
      '"constructor":1',
      '['.repeat(40),
      '{"a":'.repeat(33),
      '\u00c3\u00a9',
      '\u00ff',
      '"dlg-B"',
      '"pending"',
    ],
  ],
  maxBytes: 600,
  attempt(input) {
    const parsed = parseRequest(input)
    let outcomes = 0
    let fault = ''
    const clock = new ManualClock()
    const subscriptions = new Subscriptions({
      clock,
      logger: silentLogger,
      delivery: { send() {}, keepOnly() {} },
      mayReach: () => true,
    })
    const context = {
      callOps: scriptedCalls().callOps,
      subscriptions,
      commands,
      statistics: [],
      version: 'fuzz',
      uptimeMs: () => 1_000,
    }
    const logger = { ...silentLogger, error: (text: string) => (fault = text) }
    const answer = answerRequest(input, { context, logger, note: () => outcomes++ }, 4_000)
    demand(outcomes === 1, `a request that was counted ${outcomes} times`)
    demand(fault === '', fault)
    demand((parsed.kind === 'malformed') === (answer.kind === 'malformed'), 'read in two ways')
    if (answer.kind !== 'reply') return `${answer.kind} ${parsed.kind === 'request' ? parsed.method.slice(0, 20) : ''}`
    demand(Buffer.byteLength(answer.text) <= 4_000, 'a reply that is too long')
    const reply: unknown = JSON.parse(answer.text)
    if (!isReply(reply)) throw new Error(`no reply: ${answer.text}`)
    demand(parsed.kind !== 'request' || answer.id === (parsed.id ?? 'null'), 'the id of another request')
    return `${parsed.kind === 'request' ? parsed.method.slice(0, 20) : parsed.kind} ${outcomeOf(reply)}`
  },
}

function isReply(reply: unknown): reply is { readonly error?: { readonly code: number; readonly data?: string } } {
  if (typeof reply !== 'object' || reply === null || !('jsonrpc' in reply) || reply.jsonrpc !== '2.0') return false
  return 'id' in reply && 'result' in reply !== 'error' in reply
}

function outcomeOf({ error }: { readonly error?: { readonly code: number; readonly data?: string } }): string {
  return error ? `${error.code} ${error.data?.slice(0, 30) ?? ''}` : 'result'
}
