import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { type CallOpsEvent, systemClock } from '../../src/index.ts'
import type { ManagementServerOptions } from '../../src/server/management-server-options.ts'
import { runningServer } from '../server/running-server.ts'
import { FakeIo } from './fake-io.ts'
import '../../src/cli/call/call.ts'

const token = '0123456789abcdef'

/** A service with calls whose answers are written down, and a way to type `cellvoice call … --url`. */
async function service(options: Partial<ManagementServerOptions> = {}) {
  const running = await runningServer({ listen: { http: { port: 0 } }, ...options })
  const { port = 0, path = '' } = running.server.addresses.http ?? {}
  const io = new FakeIo({ clock: systemClock })
  const call = (...args: readonly string[]) => io.run(['call', ...args, '--url', `http://127.0.0.1:${port}${path}`])
  /** Tells events as soon as somebody has asked for an operation. */
  const tellWhenAsked = (...events: readonly CallOpsEvent[]) => {
    const timer = setInterval(() => {
      if (running.asked.length === 0) return
      clearInterval(timer)
      for (const event of events) running.emit(event)
    }, 5)
    onTestFinished(() => clearInterval(timer))
  }
  return { ...running, io, call, tellWhenAsked }
}

type Hold = Extract<CallOpsEvent, { readonly name: 'E_CALL_HOLD' }>['params']
type Transfer = Extract<CallOpsEvent, { readonly name: 'E_CALL_TRANSFER' }>['params']

const hold = (leg: Hold['leg'], action: Hold['action'], state: Hold['state'], callid = 'dlg-A'): CallOpsEvent => ({
  name: 'E_CALL_HOLD',
  params: { callid, leg, action, state },
})

const transfer = (state: Transfer['state'], status: string, callid = 'dlg-A'): CallOpsEvent => ({
  name: 'E_CALL_TRANSFER',
  params: { callid, leg: 'caller', transfer_callid: 'dlg-C', destination: '5550142', state, status },
})

test('list shows the calls as a table', async () => {
  const { io, call } = await service()
  expect(await call('list')).toBe(0)
  expect(io.stdout.lines).toEqual([
    expect.stringMatching(/^CALLID {2}STATE {4}FOR +CALLER +CALLEE +HELD$/),
    expect.stringMatching(
      /^dlg-A {3}up {7}\d+:\d\d:\d\d {2}\+441632960961 \(line-1\) +\+441632960900 \(application\) +callee$/,
    ),
    expect.stringMatching(/^dlg-B {3}ringing {2}- +\+441632960900 \(application\) +\+441632960962 \(line-1\) +-$/),
  ])
})

test('list --json gives an object for each', async () => {
  const { io, call } = await service()
  expect(await call('list', '--json')).toBe(0)
  expect(io.stdout.objects[0]).toEqual({
    event: 'dialog',
    callid: 'dlg-A',
    dialogId: '1a2.3b4',
    state: 'confirmed',
    startedAt: '2023-11-14T22:13:20.000Z',
    caller: { uri: 'sip:+441632960961@gateway', at: 'line-1' },
    callee: { uri: 'sip:+441632960900@gateway', at: 'application' },
    hold: ['callee'],
    values: { call_hold_callee: 12, hold_method_callee: 'gateway', call_transfer_leg: 'caller' },
  })
  expect(io.stdout.objects[1]).toMatchObject({ callid: 'dlg-B', state: 'early', startedAt: null })
})

test('hold waits until both parties are held', async () => {
  const { io, call, asked, tellWhenAsked } = await service()
  tellWhenAsked(
    hold('caller', 'hold', 'start', 'dlg-other'),
    hold('caller', 'hold', 'start'),
    hold('caller', 'hold', 'ok'),
    hold('callee', 'hold', 'start'),
    hold('callee', 'hold', 'ok'),
  )
  expect(await call('hold', 'dlg-A')).toBe(0)
  expect(asked).toEqual([['hold', { callid: 'dlg-A' }]])
  expect(io.stdout.lines).toEqual([
    'hold of the caller: start',
    'hold of the caller: ok',
    'hold of the callee: start',
    'hold of the callee: ok',
  ])
})

test('unhold ends where the only party that was held is free; a failure is told by the exit code', async () => {
  const { io, call, asked, tellWhenAsked } = await service()
  tellWhenAsked(hold('callee', 'unhold', 'start'), hold('callee', 'unhold', 'fail'))
  expect(await call('unhold', 'dlg-A', '--leg', 'callee', '--json')).toBe(6)
  expect(asked).toEqual([['unhold', { callid: 'dlg-A', leg: 'callee' }]])
  expect(io.stdout.objects.map(({ event, leg, state }) => [event, leg, state])).toEqual([
    ['E_CALL_HOLD', 'callee', 'start'],
    ['E_CALL_HOLD', 'callee', 'fail'],
  ])
})

test.each<[string, string, number]>([
  ['ok', '200 OK', 0],
  ['fail', '486 Busy Here', 10],
  ['fail', '408 Request Timeout', 11],
  ['fail', '403 Forbidden', 12],
  ['fail', '404 Not Found', 13],
  ['fail', '503 Service Unavailable', 14],
  ['fail', '500 Server Internal Error', 16],
  ['fail', '', 6],
])('a transfer that ends with %s %s: exit code %i', async (state, status, code) => {
  const { io, call, asked, tellWhenAsked } = await service()
  tellWhenAsked(transfer('start', ''), transfer('notify', '180 Ringing'), transfer(state as 'ok' | 'fail', status))
  expect(await call('transfer', 'dlg-A', '--leg', 'caller', '--to', '5550142')).toBe(code)
  expect(asked).toEqual([['transfer', { callid: 'dlg-A', leg: 'caller', destination: '5550142' }]])
  expect(io.stdout.lines.at(-1)).toBe(`transfer of the caller to 5550142: ${state} ${status}`.trim())
})

test('a transfer to another call names it, and --no-wait does not wait', async () => {
  const { io, call, asked } = await service()
  const other = ['--with', 'dlg-B', '--with-leg', 'callee', '--no-wait']
  expect(await call('transfer', 'dlg-A', '--leg', 'caller', ...other)).toBe(0)
  expect(asked).toEqual([
    ['transfer', { callid: 'dlg-A', leg: 'caller', transferCallid: 'dlg-B', transferLeg: 'callee' }],
  ])
  expect(io.stdout.lines).toEqual(['dlg-A  call_transfer is accepted'])
})

test('hangup ends the call', async () => {
  const { call, asked } = await service()
  expect(await call('hangup', 'dlg-A')).toBe(0)
  expect(asked).toEqual([['end', 'dlg-A']])
})

test.each<[readonly string[], string]>([
  [['hold', 'unknown'], '404: Dialog not found. `cellvoice call list` shows which calls there are.'],
  [['hold', 'dlg-B'], '410: Dialog not ready. Wait until the call is answered.'],
  [['hold', 'held'], '480: Both dialog legs are on hold. There is nothing to be done.'],
  [['transfer', 'pending', '--leg', 'caller', '--to', '1'], '491: Request Pending.'],
  [['hangup', 'unknown'], '404: Requested Dialog not found.'],
])('what the service refuses is shown with its code: %j', async (args, message) => {
  const { io, call } = await service()
  expect(await call(...args)).toBe(6)
  expect(io.stderr.text).toContain(`cellvoice: ${message}`)
  const refused = await service()
  expect(await refused.call(...args, '--json')).toBe(6)
  expect(refused.io.stdout.objects).toEqual([{ error: expect.objectContaining({ code: message.slice(0, 3) }) }])
})

test('the subscription ends with the command', async () => {
  const { call, server, tellWhenAsked } = await service()
  tellWhenAsked(hold('callee', 'hold', 'ok'))
  expect(await call('hold', 'dlg-A')).toBe(0)
  const { port = 0 } = server.addresses.http ?? {}
  const body = '{"jsonrpc":"2.0","id":1,"method":"subscribers_list"}'
  const headers = { 'Content-Type': 'application/json' }
  const reply = await fetch(`http://127.0.0.1:${port}/mi`, { method: 'POST', headers, body })
  expect(await reply.text()).toBe('{"jsonrpc":"2.0","result":{"Events":[]},"id":1}')
})

test('no outcome in time: exit code 6', async () => {
  const { io, call } = await service()
  expect(await call('hold', 'dlg-A', '--limit', '0.2')).toBe(6)
  expect(io.stderr.text).toContain('AT_TIMEOUT')
  expect(io.stderr.text).toContain('no outcome within 0.2 s')
})

test('the token comes from --token or the environment', async () => {
  const { io, call } = await service({ access: { token } })
  expect(await call('list')).toBe(3)
  expect(io.stderr.text).toContain('PORT_NO_PERMISSION')
  expect(await call('list', '--token', token)).toBe(0)
  io.env.CELLVOICE_TOKEN = token
  expect(await call('list')).toBe(0)
})

test('nobody there: exit code 3', async () => {
  const { io, call, server } = await service()
  await server.close()
  expect(await call('list')).toBe(3)
  expect(io.stderr.text).toMatch(/^cellvoice: PORT_UNREACHABLE: .*ECONNREFUSED.*`cellvoice serve` runs/)
})

test.each<[string, number, string]>([
  ['another web server', 404, 'HTTP 404 is no reply of a service'],
  ['one that says yes to everything', 200, '"<html>" is no reply of a service'],
])('%s: exit code 3', async (_what, status, message) => {
  const web = createServer((_request, reply) => reply.writeHead(status).end('<html>'))
  await new Promise<void>(resolve => web.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void web.close())
  const io = new FakeIo({ clock: systemClock })
  const { port } = web.address() as AddressInfo
  expect(await io.run(['call', 'list', '--url', `http://127.0.0.1:${port}/mi`])).toBe(3)
  expect(io.stderr.text).toContain(message)
})

test.each([
  ['list', '--url', 'ftp://127.0.0.1/mi'],
  ['ring'],
  ['hold'],
  ['hold', 'dlg-A', '--leg', 'everybody'],
  ['transfer', 'dlg-A', '--to', '1'],
  ['transfer', 'dlg-A', '--leg', 'caller'],
  ['transfer', 'dlg-A', '--leg', 'caller', '--with', 'dlg-B'],
  ['transfer', 'dlg-A', '--leg', 'caller', '--to', '1', '--with', 'dlg-B', '--with-leg', 'caller'],
])('call %s %s %s %s %s: exit code 2, one line', async (...args) => {
  const io = new FakeIo({ clock: systemClock })
  expect(await io.run(['call', ...args])).toBe(2)
  expect(io.stderr.text).toMatch(/^cellvoice: INVALID_ARGUMENT: [^\n]+\n$/)
})
