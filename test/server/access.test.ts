import { networkInterfaces } from 'node:os'
import { describe, expect, it, test } from 'vitest'
import { accessRules, isLoopback } from '../../src/server/access.ts'
import type { ManagementServerOptions } from '../../src/server/management-server-options.ts'
import { startManagementServer } from '../../src/server/start-management-server.ts'
import { errorOf } from '../support/error-of.ts'
import { askDatagram, askHttp, postHttp } from './mi-client.ts'
import { reply, request, runningServer } from './running-server.ts'
import { quietExchange, scriptedCalls } from './scripted-calls.ts'

const token = '0123456789abcdef'
const hold = request('call_hold', '["dlg-A"]')
const done = reply('"result":"OK"')
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`

const start = (options: Partial<ManagementServerOptions>) =>
  startManagementServer({
    exchange: quietExchange,
    callOps: scriptedCalls().callOps,
    listen: {},
    ...options,
  })

test.each([
  ['no place', {}, {}],
  ['HTTP for everybody', { http: { host: '0.0.0.0', port: 0 } }, {}],
  ['HTTP for everybody by IPv6', { http: { host: '::', port: 0 } }, {}],
  ['HTTP by a name', { http: { host: 'gateway.example', port: 0 } }, {}],
  ['HTTP on nothing', { http: { host: '', port: 0 } }, { token }],
  ['datagrams for everybody', { datagram: { host: '0.0.0.0', port: 0 } }, {}],
  ['datagrams with a token', { datagram: { host: '0.0.0.0', port: 0 } }, { token }],
  ['a short token', { http: { port: 0 } }, { token: 'secret' }],
  ['an empty token', { http: { port: 0 } }, { token: '' }],
  ['no network', { http: { port: 0 } }, { networks: ['example.com'] }],
  ['a network too narrow', { http: { port: 0 } }, { networks: ['192.0.2.0/33'] }],
  ['an empty network', { http: { port: 0 } }, { networks: [''] }],
  ['no port', { http: { port: 65_536 } }, {}],
  ['half a port', { datagram: { port: 1.5 } }, {}],
  ['no path', { http: { port: 0, path: 'mi' } }, {}],
])('is not started: %s', async (_what, listen, access) => {
  expect(await errorOf(start({ listen, access }))).toMatchObject({ code: 'INVALID_ARGUMENT', remedy: /\w/ })
})

it('says what to do where anybody could come in', async () => {
  const { message } = await errorOf(start({ listen: { http: { host: '0.0.0.0', port: 0 } } }))
  expect(message).toContain('listen.http on 0.0.0.0 would let everybody in')
  expect(message).toContain('access.token or access.networks')
})

it('leaves nothing open when one of its places is taken', async () => {
  const { server } = await runningServer({ listen: { datagram: { port: 0 }, http: { port: 0 } } })
  const datagram = { port: server.addresses.datagram?.port ?? 0 }
  const http = { port: server.addresses.http?.port ?? 0 }
  const error = await errorOf(start({ listen: { http: { port: 0 }, datagram } }))
  expect(error).toMatchObject({ code: 'PORT_BUSY', message: /udp:127.0.0.1/ })
  expect(await errorOf(start({ listen: { http } }))).toMatchObject({ code: 'PORT_BUSY' })
})

describe('rules', () => {
  test.each([
    ['127.0.0.1', true],
    ['127.8.9.10', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['localhost', true],
    ['192.0.2.1', false],
    ['::', false],
    ['0.0.0.0', false],
    ['localhost.example', false],
    ['', false],
  ])('%s is of this computer: %s', (address, expected) => expect(isLoopback(address)).toBe(expected))

  test.each([
    [{}, '127.0.0.1', undefined, true],
    [{}, '192.0.2.1', undefined, false],
    [{}, '', undefined, false],
    [{ networks: ['192.0.2.0/24'] }, '127.0.0.1', undefined, true],
    [{ networks: ['192.0.2.0/24'] }, '192.0.2.255', undefined, true],
    [{ networks: ['192.0.2.0/24'] }, '::ffff:192.0.2.255', undefined, true],
    [{ networks: ['192.0.2.0/24'] }, '192.0.3.0', undefined, false],
    [{ networks: ['192.0.2.7'] }, '192.0.2.7', undefined, true],
    [{ networks: ['192.0.2.7'] }, '192.0.2.8', undefined, false],
    [{ networks: ['2001:db8::/32'] }, '2001:db8:1::1', undefined, true],
    [{ networks: ['2001:db8::/32'] }, '2001:db9::1', undefined, false],
    [{ token }, '127.0.0.1', undefined, false],
    [{ token }, '127.0.0.1', `Bearer ${token}`, true],
    [{ token }, '192.0.2.1', `bearer ${token}`, true],
    [{ token }, '192.0.2.1', basic(`anybody:${token}`), true],
    [{ token }, '192.0.2.1', basic(token), true],
    [{ token }, '192.0.2.1', basic(`${token}:`), false],
    [{ token }, '192.0.2.1', `Bearer ${token}x`, false],
    [{ token }, '192.0.2.1', 'Bearer ', false],
    [{ token }, '192.0.2.1', `Digest ${token}`, false],
    [{ token, networks: ['127.0.0.1'] }, '127.0.0.1', undefined, true],
    [{ token, networks: ['127.0.0.1'] }, '127.0.0.2', undefined, false],
  ])('%j lets %s with %s in: %s', (options, address, authorization, expected) => {
    expect(accessRules(options).admits(address, authorization)).toBe(expected)
  })
})

it('asks for the token', async () => {
  const { server } = await runningServer({ listen: { http: { port: 0 }, datagram: { port: 0 } }, access: { token } })
  expect(await postHttp(server, hold)).toEqual({ status: 401, type: undefined, body: '' })
  const given = { Authorization: basic(`me:${token}`), Origin: 'http://example.com' }
  expect(await postHttp(server, hold, { headers: given })).toMatchObject({ status: 200, body: done })
  expect(await askDatagram(server, hold)).toBe(done)
})

const outside = Object.values(networkInterfaces())
  .flat()
  .find(each => each?.family === 'IPv4' && !each.internal)?.address

test.skipIf(!outside)('is closed to who comes from another network, open to those that are listed', async () => {
  const host = outside ?? ''
  const listen = { http: { host, port: 0 }, datagram: { host, port: 0 } }
  const closed = await runningServer({ listen, access: { networks: ['203.0.113.7'] } })
  await expect(askHttp(closed.server, hold)).rejects.toThrow()
  await expect(askDatagram(closed.server, hold)).rejects.toThrow('no datagram')
  expect(closed.asked).toEqual([])
  const open = await runningServer({ listen, access: { networks: [`${host}/32`] } })
  expect(await askHttp(open.server, hold)).toBe(done)
  expect(await askDatagram(open.server, hold)).toBe(done)
  const subscribe = (address: string) =>
    askDatagram(open.server, request('event_subscribe', `["E_CALL_HOLD", "udp:${address}:9"]`))
  expect(await subscribe(host)).toBe(done)
  expect(await subscribe('203.0.113.7')).toBe(reply('"error":{"code":400,"message":"Bad parameter value"}'))
})

it('tells the log where it listens and who may come in', async () => {
  const lines: string[] = []
  const keep = (line: string) => void lines.push(line)
  const logger = { debug: keep, info: keep, warn: keep, error: keep }
  const { server } = await runningServer({ logger, access: { networks: ['192.0.2.0/24'] } })
  const { http, datagram, fifo } = server.addresses
  expect(lines).toEqual([
    `management: http://127.0.0.1:${http?.port}/mi, open to this computer`,
    `management: udp:127.0.0.1:${datagram?.port}, open to this computer`,
    `management: the pipe ${fifo?.path}, open to users who may write into it; replies in ${fifo?.replyFolder}`,
  ])
})
