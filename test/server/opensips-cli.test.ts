import { createSocket } from 'node:dgram'
import { describe, expect, it, onTestFinished, test } from 'vitest'
import { CallOps } from '../../src/api/callops/call-ops.ts'
import { simulatedExchange } from '../support/simulated-exchange.ts'
import { untilTrue } from '../support/until.ts'
import { opensipsCli, pythonJson } from './opensips-cli.ts'
import { runningServer } from './running-server.ts'

const transports = ['http', 'datagram', 'fifo'] as const

test('the stand-in writes requests as opensips-cli does', () => {
  const params = { callid: 'dlg-A', leg: 'caller', destination: 'sip:\u00e9@gw' }
  expect(pythonJson({ jsonrpc: '2.0', id: '1745', method: 'call_transfer', params })).toBe(
    '{"jsonrpc": "2.0", "id": "1745", "method": "call_transfer", "params": {"callid": "dlg-A", "leg": "caller", "destination": "sip:\\u00e9@gw"}}',
  )
})

describe.each(transports)('opensips-cli over %s', transport => {
  test.each([
    [['call_hold', 'callid=dlg-A'], { printed: 'OK' }],
    [['callops:hold', 'callid=dlg-A'], { printed: 'OK' }],
    [['call_hold', 'held'], { failed: '480: Both dialog legs are on hold' }],
    [['call_hold', 'dlg-A', 'leg=caller'], { failed: '420: Bad leg' }],
    [['call_transfer', 'callid=dlg-A', 'leg=caller', 'destination=sip:+15550100@gw'], { printed: 'Accepted' }],
    [['call_transfer', 'dlg-A', 'callee', 'sip:+15550100@gw'], { printed: 'Accepted' }],
    [
      ['call_transfer', 'callid=dlg-A', 'leg=caller', 'transfer_callid=dlg-B', 'transfer_leg=callee'],
      { printed: 'Accepted' },
    ],
    [['call_transfer', 'dlg-A'], { failed: '-32602: Invalid params (Too few or too many parameters)' }],
    [['event_subscribe', 'event=E_CALL_HOLD', 'socket=udp:127.0.0.1:9', 'expire=60'], { printed: 'OK' }],
    [['dlg_end_dlg', 'dialog_id=dlg-A'], { printed: 'OK' }],
    [['call_blind', 'x'], { failed: "unknown command 'call_blind'" }],
  ] as const)('%j', async ([command, ...args], outcome) => {
    const { server } = await runningServer()
    expect(await opensipsCli(server, transport, command, ...args)).toEqual(outcome)
  })
})

it('holds a call of a module and hears what comes of it', async () => {
  const { clock, exchange, connect } = await simulatedExchange()
  const callOps = new CallOps({ exchange, clock, newCallid: () => 'call-1' })
  onTestFinished(async () => callOps.close())
  await connect('a')
  const { server } = await runningServer({ exchange, callOps })
  const listener = createSocket('udp4')
  const heard: string[] = []
  listener.on('message', bytes => heard.push(bytes.toString()))
  await new Promise<void>(resolve => listener.bind(0, '127.0.0.1', resolve))
  onTestFinished(() => void listener.close())

  const address = `udp:127.0.0.1:${listener.address().port}`
  await opensipsCli(server, 'fifo', 'event_subscribe', 'E_CALL_HOLD', address)
  expect(await opensipsCli(server, 'http', 'call_hold', 'callid=call-1')).toEqual({ printed: 'OK' })
  await untilTrue(clock, () => heard.length === 4)
  const event = (leg: string, state: string) =>
    `{"jsonrpc":"2.0","method":"E_CALL_HOLD","params":{"callid":"call-1","leg":"${leg}","action":"hold","state":"${state}"}}`
  expect([...heard].sort()).toEqual(
    ['caller', 'callee'].flatMap(leg => ['start', 'ok'].map(state => event(leg, state))).sort(),
  )
  expect(await opensipsCli(server, 'datagram', 'call_hold', 'callid=call-1')).toEqual({
    failed: '480: Both dialog legs are on hold',
  })
  const shown = await opensipsCli(server, 'http', 'dlg_list_ctx', 'callid=call-1')
  expect(shown).toMatchObject({ printed: { Dialog: { callid: 'call-1', state: 4, caller_bind_addr: 'application' } } })
})
