import { describe, expect, it, test, vi } from 'vitest'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { askDatagram } from './mi-client.ts'
import { reply, request, runningServer } from './running-server.ts'

const error = (code: number, message: string, data?: string) =>
  `"error":{"code":${code},"message":"${message}"${data === undefined ? '' : `,"data":"${data}"`}}`
const result = (value: unknown) => `"result":${JSON.stringify(value)}`
const wrongCount = error(-32602, 'Invalid params', 'Too few or too many parameters')
const badType = (name: string) => error(-32602, 'Invalid params', `Bad type for parameter '${name}'`)

const listed = {
  ID: '1a2.3b4',
  state: 4,
  timestart: 1_700_000_000,
  datestart: '2023-11-14 22:13:20',
  timeout: 0,
  callid: 'dlg-A',
  from_uri: 'sip:+441632960961@gateway',
  to_uri: 'sip:+441632960900@gateway',
  caller_contact: 'sip:+441632960961@gateway',
  caller_bind_addr: 'line:line-1',
  CALLEES: [{ callee_contact: 'sip:+441632960900@gateway', callee_bind_addr: 'application' }],
}
const ringing = {
  ID: '1a3.3b5',
  state: 2,
  timestart: 0,
  timeout: 0,
  callid: 'dlg-B',
  from_uri: 'sip:+441632960900@gateway',
  to_uri: 'sip:+441632960962@gateway',
  caller_contact: 'sip:+441632960900@gateway',
  caller_bind_addr: 'application',
  CALLEES: [{ callee_contact: 'sip:+441632960962@gateway', callee_bind_addr: 'line:line-1' }],
}
const values = [{ call_hold_callee: 12 }, { hold_method_callee: 'gateway' }, { call_transfer_leg: 'caller' }]

describe('a command', () => {
  vi.stubEnv('TZ', 'UTC')

  test.each([
    ['version', '{}', result({ Server: 'cellvoice' })],
    ['core:version', '["x"]', result({ Server: 'cellvoice' })],
    ['version', '["x", "y"]', wrongCount],
    ['ps', '{}', result({ Processes: [{ ID: 0, PID: process.pid, Type: 'attendant' }] })],
    ['which', '["call_hold"]', result([['callid'], ['callid', 'leg'], ['callid', 'leg', 'headers']])],
    ['which', '{"command": "callops:unhold"}', result([['callid'], ['callid', 'leg'], ['callid', 'leg', 'headers']])],
    ['which', '["ps"]', result([[]])],
    ['core:which', '["callops:"]', result(['callops:transfer', 'callops:hold', 'callops:unhold'])],
    ['which', '["nothing:"]', error(404, 'unknown MI command')],
    ['which', '["reload"]', error(404, 'unknown MI command')],
    ['help', '["reload"]', error(404, 'unknown MI command')],
    ['help', '["ps"]', result({ Help: 'Lists the processes. There is one: this one.', 'Exported by': 'core' })],
    ['reload', '{}', error(-32601, 'Method not found')],
    ['Which', '{}', error(-32601, 'Method not found')],
    ['constructor', '{}', error(-32601, 'Method not found')],
    ['list', '{}', error(-32001, 'Method ambiguous', 'supported names: statistics:list, evi:list, dialog:list')],
    ['get_statistics', '[["nothing"]]', error(404, 'Statistics Not Found')],
    ['get_statistics', '["dialog:"]', badType('statistics')],
    ['get_statistics', '[[null]]', badType('statistics')],
    ['get_statistics', '{}', wrongCount],
    [
      'get_statistics',
      '[["dialog:"]]',
      result({ 'dialog:active_dialogs': 1, 'dialog:early_dialogs': 1, 'dialog:processed_dialogs': 0 }),
    ],
    [
      'statistics:get',
      '{"statistics": ["lines", "dialog:early_dialogs"]}',
      result({ 'dialog:early_dialogs': 1, 'exchange:lines': 0 }),
    ],
    ['list_statistics', '[["mi:"]]', result({ 'mi:requests': 'incremental', 'mi:refused_requests': 'incremental' })],
    [
      'events_list',
      '{}',
      result({
        Events: [
          { name: 'E_CALL_TRANSFER', id: 0 },
          { name: 'E_CALL_HOLD', id: 1 },
        ],
      }),
    ],
    ['dlg_list', '{}', result({ Dialogs: [listed, ringing] })],
    ['dlg_list', '{"callid": "dlg-A"}', result({ Dialog: listed })],
    ['dlg_list', '{"callid": "1a2.3b4"}', error(404, 'No such dialog')],
    ['dlg_list', '{"callid": "nobody"}', error(404, 'No such dialog')],
    ['dlg_list', '{"callid": "dlg-A", "from_tag": "x"}', error(404, 'No such dialog')],
    ['dlg_list', '{"index": "1", "counter": 5}', result({ count: 2, Dialogs: [ringing] })],
    ['dlg_list', '{"index": 0, "counter": 1}', result({ count: 2, Dialogs: [listed] })],
    ['dlg_list', '{"index": -1, "counter": 1}', badType('index')],
    ['dlg_list', '["dlg-A"]', error(-32602, 'Invalid params', 'Command only supports named parameters')],
    ['dlg_list_ctx', '{"callid": "dlg-A"}', result({ Dialog: { ...listed, context: { values } } })],
    ['dialog:list_ctx', '{"callid": "dlg-B"}', result({ Dialog: { ...ringing, context: { values: [] } } })],
    ['dlg_end_dlg', '["dlg-A"]', result('OK')],
    ['dlg_end_dlg', '{"dialog_id": "1a2.3b4", "extra_hdrs": "X: 1"}', result('OK')],
    ['dialog:end_dlg', '["nobody"]', error(404, 'Requested Dialog not found')],
  ])('%s %s', async (method, params, outcome) => {
    const { server } = await runningServer({ listen: { datagram: { port: 0 } } })
    expect(await askDatagram(server, request(method, params))).toBe(reply(outcome))
  })

  it('is listed by its old and its new name', async () => {
    const { server } = await runningServer({ listen: { datagram: { port: 0 } } })
    const { result: names } = JSON.parse(await askDatagram(server, request('which', '{}')))
    expect(names).toEqual(expect.arrayContaining(['call_hold', 'callops:hold', 'event_subscribe', 'evi:subscribe']))
    for (const name of names) {
      expect(await askDatagram(server, request('which', JSON.stringify([name])))).toContain('"result":[[')
      expect(await askDatagram(server, request('help', JSON.stringify([name])))).toContain('"Help":"')
    }
  })

  it('shows how long it is up, in the words of ctime', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 2, 7, 8, 9) })
    try {
      const clock = new ManualClock()
      const { server } = await runningServer({ clock, listen: { datagram: { port: 0 } } })
      await clock.advance(12_700)
      vi.setSystemTime(new Date(2026, 10, 2, 7, 8, 21, 700))
      expect(await askDatagram(server, request('uptime', '{}'))).toBe(
        reply('"result":{"Now":"Mon Nov  2 07:08:21 2026","Up since":"Mon Nov  2 07:08:09 2026","Up time":"12 [sec]"}'),
      )
    } finally {
      vi.useRealTimers()
    }
  })

  it('shows the version that it was given, and counts', async () => {
    const version = 'OpenSIPS (3.6.8 (x86_64/linux))'
    const { server } = await runningServer({ version, listen: { datagram: { port: 0 } } })
    expect(await askDatagram(server, request('version', '{}'))).toBe(reply(result({ Server: version })))
    await askDatagram(server, request('reload', '{}'))
    await askDatagram(server, 'no JSON')
    const { result: counted } = JSON.parse(await askDatagram(server, request('get_statistics', '[["mi:"]]')))
    expect(counted).toEqual({ 'mi:requests': 3, 'mi:refused_requests': 2 })
  })
})
