import { createSocket } from 'node:dgram'
import { createServer, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, onTestFinished, test, vi } from 'vitest'
import type { CallOpsEvent } from '../../src/api/callops/call-ops-event.ts'
import { ManualClock } from '../../src/base/manual-clock.ts'
import type { ManagementServer } from '../../src/server/management-server-options.ts'
import { askDatagram } from './mi-client.ts'
import { reply, request, runningServer } from './running-server.ts'

const listen = { datagram: { port: 0 } }
const done = reply('"result":"OK"')

const holding = (callid: string): CallOpsEvent => ({
  name: 'E_CALL_HOLD',
  params: { callid, leg: 'caller', action: 'hold', state: 'start' },
})
const holdText = (callid: string, method = 'E_CALL_HOLD') =>
  `{"jsonrpc":"2.0","method":"${method}","params":{"callid":"${callid}","leg":"caller","action":"hold","state":"start"}}`

const ask = (server: ManagementServer, method: string, ...params: unknown[]) =>
  askDatagram(server, request(method, JSON.stringify(params)))
const subscribe = (server: ManagementServer, ...params: unknown[]) => ask(server, 'event_subscribe', ...params)

/** A subscriber by datagrams. */
async function datagramListener(): Promise<{ readonly address: string; readonly heard: string[] }> {
  const socket = createSocket('udp4')
  const heard: string[] = []
  socket.on('message', bytes => heard.push(bytes.toString()))
  await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    socket.close()
  })
  return { address: `udp:127.0.0.1:${socket.address().port}`, heard }
}

interface StreamListener {
  readonly port: number
  readonly heard: string[]
  readonly connections: Socket[]
  readonly server: Server
}

/** A subscriber by TCP. @param onText what it does with what comes. */
async function streamListener(
  onText: (socket: Socket, text: string) => void = () => {},
  port = 0,
): Promise<StreamListener> {
  const heard: string[] = []
  const connections: Socket[] = []
  const server = createServer(socket => {
    connections.push(socket)
    socket.on('error', () => {})
    socket.on('data', bytes => {
      heard.push(bytes.toString())
      onText(socket, bytes.toString())
    })
  })
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of connections) socket.destroy()
    server.close()
  })
  const address = server.address()
  return { port: typeof address === 'object' && address ? address.port : 0, heard, connections, server }
}

describe('a subscription', () => {
  test.each([
    [['E_CORE_THRESHOLD', 'udp:127.0.0.1:5060']],
    [['E_CALL_HOLD', 'unix:/tmp/socket']],
    [['E_CALL_HOLD', 'route:x']],
    [['E_CALL_HOLD', 'jsonrpc:127.0.0.1:5060/x']],
    [['E_CALL_HOLD', 'udp:127.0.0.1']],
    [['E_CALL_HOLD', 'udp:127.0.0.1:0']],
    [['E_CALL_HOLD', 'udp:127.0.0.1:65536']],
    [['E_CALL_HOLD', 'udp:127.0.0.1:5060/x']],
    [['E_CALL_HOLD', 'tcp:127.0.0.1:5060/']],
    [['E_CALL_HOLD', 'udp:example.com:5060']],
    [['E_CALL_HOLD', 'udp:192.0.2.1:5060']],
    [['E_CALL_HOLD', 'tcp:[2001:db8::1]:5060']],
    [['E_CALL_HOLD', 'udp:0.0.0.0:5060']],
    [['E_CALL_HOLD', 'udp:255.255.255.255:5060']],
    [['', '']],
  ])('%j is refused', async params => {
    const { server } = await runningServer({ listen })
    expect(await subscribe(server, ...params)).toBe(reply('"error":{"code":400,"message":"Bad parameter value"}'))
    expect(await ask(server, 'subscribers_list')).toBe(reply('"result":{"Events":[]}'))
  })

  test.each([
    [-1, 'Negative expire value'],
    ['-1', 'Negative expire value'],
    ['soon', "Bad type for parameter 'expire'"],
    [1.5, "Bad type for parameter 'expire'"],
    [null, "Bad type for parameter 'expire'"],
    [1e12, "Bad type for parameter 'expire'"],
  ])('cannot expire after %j', async (expire, data) => {
    const { server } = await runningServer({ listen })
    const outcome = JSON.stringify({ code: -32602, message: 'Invalid params', data })
    expect(await subscribe(server, 'E_CALL_HOLD', 'udp:127.0.0.1:5060', expire)).toBe(reply(`"error":${outcome}`))
  })

  it('is listed, the newest first, until it expires; it can be prolonged and ended', async () => {
    const clock = new ManualClock()
    const { server } = await runningServer({ clock, listen })
    expect(await subscribe(server, 'E_CALL_HOLD', 'udp:127.0.0.1:5061')).toBe(done)
    expect(await subscribe(server, 'E_CALL_HOLD', 'UDP:localhost:5062', '60')).toBe(done)
    expect(await subscribe(server, 'E_CALL_HOLD', 'tcp:[::1]:5063/x', 60)).toBe(done)
    await clock.advance(10_500)
    expect(await subscribe(server, 'E_CALL_HOLD', 'udp:127.0.0.1:5062', 120)).toBe(done)
    const first = { socket: 'tcp:[::1]:5063/x', expire: 60, ttl: 50 }
    const second = { socket: 'udp:127.0.0.1:5062', expire: 120, ttl: 120 }
    const third = { socket: 'udp:127.0.0.1:5061', expire: 3600, ttl: 3590 }
    const event = { name: 'E_CALL_HOLD', id: 1 }
    const list = (value: unknown) => reply(`"result":${JSON.stringify(value)}`)
    expect(await ask(server, 'subscribers_list')).toBe(
      list({ Events: [{ ...event, Subscribers: [first, second, third] }] }),
    )
    expect(await ask(server, 'evi:subscribers', 'E_CALL_HOLD')).toBe(
      list({ Event: { ...event, Subscribers: [first, second, third] } }),
    )
    expect(await ask(server, 'subscribers_list', 'E_CALL_HOLD', 'udp:127.0.0.1:5062')).toBe(
      list({ Event: { ...event, Subscriber: second } }),
    )
    expect(await ask(server, 'subscribers_list', 'E_CALL_TRANSFER')).toBe(list({ Event: {} }))
    expect(await ask(server, 'subscribers_list', 'E_X')).toBe(
      reply('"error":{"code":404,"message":"Event not published"}'),
    )
    expect(await ask(server, 'subscribers_list', 'E_CALL_HOLD', 'udp:127.0.0.1:9')).toBe(
      reply('"error":{"code":404,"message":"Subscriber does not exist"}'),
    )
    await clock.advance(60_000)
    expect(await subscribe(server, 'E_CALL_HOLD', 'udp:127.0.0.1:5061', 0)).toBe(done)
    expect(await subscribe(server, 'E_CALL_HOLD', 'udp:127.0.0.1:9', 0)).toBe(done)
    expect(await ask(server, 'subscribers_list', 'E_CALL_HOLD')).toBe(
      list({ Event: { ...event, Subscribers: [{ ...second, ttl: 60 }] } }),
    )
  })

  it('is one of 256 at most', async () => {
    const { server } = await runningServer({ listen })
    for (let port = 1; port <= 256; port++) await subscribe(server, 'E_CALL_HOLD', `udp:127.0.0.1:${port}`)
    expect(await subscribe(server, 'E_CALL_HOLD', 'udp:127.0.0.1:1')).toBe(done)
    expect(await subscribe(server, 'E_CALL_HOLD', 'udp:127.0.0.1:300')).toBe(
      reply('"error":{"code":480,"message":"Too many subscribers"}'),
    )
  })
})

describe('an event as a datagram', () => {
  it('has exactly these bytes, and comes to who asked for it', async () => {
    const { server, emit } = await runningServer({ listen })
    const { address, heard } = await datagramListener()
    const transfer: CallOpsEvent = {
      name: 'E_CALL_TRANSFER',
      params: {
        callid: 'c"é',
        leg: null,
        transfer_callid: 't',
        destination: '',
        state: 'notify',
        status: '180 Ringing',
      },
    }
    emit(holding('before'))
    await subscribe(server, 'E_CALL_HOLD', address)
    emit(transfer)
    emit(holding('c'))
    await subscribe(server, 'E_CALL_TRANSFER', address)
    await subscribe(server, 'E_CALL_HOLD', address, 0)
    emit(holding('after'))
    emit(transfer)
    await vi.waitFor(() => expect(heard).toHaveLength(2))
    expect(heard).toEqual([
      holdText('c'),
      '{"jsonrpc":"2.0","method":"E_CALL_TRANSFER","params":{"callid":"c\\"é","leg":null,"transfer_callid":"t","destination":"","state":"notify","status":"180 Ringing"}}',
    ])
  })

  test.each([
    ['{"event": "E_CALL_HOLD"}', '{}'],
    ['["E_CALL_HOLD", ["a", "b c", 7]]', '["a","b c","7"]'],
    ['["E_CALL_HOLD", "{\\"b\\": \\"x\\", \\"1\\": 2, \\"c\\": [1, null]}"]', '{"b":"x","1":2,"c":"[1,null]"}'],
  ])('can be raised by hand: %s', async (params, expected) => {
    const { server } = await runningServer({ listen })
    const { address, heard } = await datagramListener()
    await subscribe(server, 'E_CALL_HOLD', address)
    expect(await askDatagram(server, request('raise_event', params))).toBe(done)
    await vi.waitFor(() => expect(heard).toEqual([`{"jsonrpc":"2.0","method":"E_CALL_HOLD","params":${expected}}`]))
  })

  test.each([
    ['["E_X"]', '{"code":404,"message":"Event not registered"}'],
    ['["E_CALL_TRANSFER", "bad"]', '{"code":480,"message":"Temporarily Unavailable"}'],
    ['["E_CALL_HOLD", "bad"]', '{"code":400,"message":"Bad Params"}'],
    ['["E_CALL_HOLD", "[1]"]', '{"code":400,"message":"Bad Params"}'],
    ['["E_CALL_HOLD", [null]]', '{"code":400,"message":"Bad Params"}'],
    ['["E_CALL_HOLD", 7]', '{"code":400,"message":"Bad Params"}'],
    ['["E_CALL_HOLD", true]', '{"code":400,"message":"No Params"}'],
  ])('cannot be raised by %s', async (params, error) => {
    const { server } = await runningServer({ listen })
    await subscribe(server, 'E_CALL_HOLD', 'udp:127.0.0.1:9')
    expect(await askDatagram(server, request('raise_event', params))).toBe(reply(`"error":${error}`))
  })
})

describe('events over TCP', () => {
  it('follow each other over one connection, which is made at the first and closed after the last subscription', async () => {
    const { server, emit } = await runningServer({ listen })
    const listener = await streamListener()
    await subscribe(server, 'E_CALL_HOLD', `tcp:127.0.0.1:${listener.port}`)
    await subscribe(server, 'E_CALL_HOLD', `tcp:127.0.0.1:${listener.port}/mine`)
    await sleep(20)
    expect(listener.connections).toEqual([])
    emit(holding('a'))
    emit(holding('b'))
    const expected = ['a', 'b'].flatMap(id => [holdText(id, 'mine'), holdText(id)]).join('')
    await vi.waitFor(() => expect(listener.heard.join('')).toBe(expected))
    expect(listener.connections).toHaveLength(1)
    const closed = new Promise(resolve => listener.connections[0]?.on('close', resolve))
    await subscribe(server, 'E_CALL_HOLD', `tcp:127.0.0.1:${listener.port}`, 0)
    await subscribe(server, 'E_CALL_HOLD', `tcp:127.0.0.1:${listener.port}/mine`, 0)
    await closed
  })

  it('can have a parameter with the name of the event first', async () => {
    const { server, emit } = await runningServer({ listen, events: { eventParam: 'event' } })
    const listener = await streamListener()
    await subscribe(server, 'E_CALL_HOLD', `tcp:127.0.0.1:${listener.port}/m`)
    emit(holding('a'))
    const expected = holdText('a', 'm').replace('"params":{', '"params":{"event":"E_CALL_HOLD",')
    await vi.waitFor(() => expect(listener.heard.join('')).toBe(expected))
  })

  it('in reliable mode each wait for the reply to the one before, which is sent again over a new connection', async () => {
    const { server, emit } = await runningServer({ listen, events: { reliableMode: true } })
    const listener = await streamListener((socket, text) => {
      if (listener.connections.length === 1 && text.includes('"id":2,')) socket.destroy()
      else socket.write(`{"jsonrpc":"2.0","result":"ok","id":${JSON.parse(text).id}}`)
    })
    await subscribe(server, 'E_CALL_HOLD', `tcp:127.0.0.1:${listener.port}`)
    for (const callid of ['a', 'b', 'c']) emit(holding(callid))
    const numbered = (id: number, callid: string) => holdText(callid).replace('{', `{"id":${id},`)
    await vi.waitFor(() => expect(listener.heard).toHaveLength(4), 5_000)
    expect(listener.heard).toEqual([numbered(1, 'a'), numbered(2, 'b'), numbered(3, 'b'), numbered(4, 'c')])
  })

  it('in reliable mode give up an event without a reply', async () => {
    const { server, emit } = await runningServer({ listen, events: { reliableMode: true, limitMs: 50 } })
    const listener = await streamListener()
    await subscribe(server, 'E_CALL_HOLD', `tcp:127.0.0.1:${listener.port}`)
    for (const callid of ['a', 'b']) emit(holding(callid))
    await vi.waitFor(() => expect(listener.heard).toHaveLength(2))
  })

  it('wait for a subscriber that is away, 256 of them, and after five tries are given up', async () => {
    const clock = new ManualClock()
    const { server, emit } = await runningServer({ clock, listen })
    const { port, server: gone } = await streamListener()
    await new Promise(resolve => gone.close(resolve))
    await subscribe(server, 'E_CALL_HOLD', `tcp:127.0.0.1:${port}`)
    for (let n = 0; n < 300; n++) emit(holding(`${n}`))
    const dropped = async () => {
      const { result } = JSON.parse(await ask(server, 'get_statistics', ['dropped_events']))
      return result['evi:dropped_events']
    }
    expect(await dropped()).toBe(44)
    for (const waitMs of [1_000, 2_000, 4_000, 8_000]) {
      await sleep(50)
      await clock.advance(waitMs)
    }
    await vi.waitFor(async () => expect(await dropped()).toBe(300))
    const back = await streamListener(undefined, port)
    emit(holding('later'))
    await vi.waitFor(() => expect(back.heard.join('')).toBe(holdText('later')))
  })

  it('leave no more than so much behind at a subscriber that does not read', async () => {
    const clock = new ManualClock()
    const { server, emit } = await runningServer({ clock, listen })
    const stalled: Socket[] = []
    const listener = createServer(socket => {
      stalled.push(socket.pause())
      socket.on('error', () => {})
    })
    await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      for (const socket of stalled) socket.destroy()
      listener.close()
    })
    const address = listener.address()
    const port = typeof address === 'object' && address ? address.port : 0
    await subscribe(server, 'E_CALL_HOLD', `tcp:127.0.0.1:${port}`)
    const long = 'x'.repeat(60_000)
    for (let n = 0; n < 2_000; n++) {
      emit(holding(long))
      if (n % 20 === 0) await sleep(0)
    }
    const { result } = JSON.parse(await ask(server, 'get_statistics', ['dropped_events']))
    expect(result['evi:dropped_events']).toBeGreaterThan(1_000)
    await clock.advance(10_000)
    await sleep(50)
    expect(await askDatagram(server, request('call_hold', '["dlg-A"]'))).toBe(done)
  })
})
