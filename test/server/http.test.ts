import { connect } from 'node:net'
import { expect, it, onTestFinished, test } from 'vitest'
import { bindManagementServer } from '../../src/server/start-management-server.ts'
import { errorOf } from '../support/error-of.ts'
import { askHttp, postHttp, sendRaw } from './mi-client.ts'
import { reply, request, runningServer } from './running-server.ts'
import { quietExchange, scriptedCalls } from './scripted-calls.ts'

const listen = { http: { port: 0 } }
const ps = request('ps', '{}')
const answered = reply(`"result":{"Processes":[{"ID":0,"PID":${process.pid},"Type":"attendant"}]}`)
const page = '<html><body><h1>400 Bad Request</h1></body></html>'

test.each([
  ['a path below', { path: '/mi/anything' }, 200, answered],
  ['a slash behind', { path: '/mi/' }, 200, answered],
  ['a query', { path: '/mi?x=1' }, 200, answered],
  ['another path', { path: '/' }, 400, page],
  ['a longer word', { path: '/mix' }, 400, page],
  ['GET', { method: 'GET' }, 405, ''],
  ['PUT', { method: 'PUT' }, 406, ''],
  ['DELETE', { method: 'DELETE' }, 406, ''],
  ['OPTIONS', { method: 'OPTIONS' }, 406, ''],
  ['HEAD', { method: 'HEAD' }, 406, ''],
  ['a form', { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }, 400, page],
  ['a character set', { headers: { 'Content-Type': 'Application/JSON; charset=utf-8' } }, 200, answered],
  ['a browser', { headers: { Origin: 'http://example.com' } }, 403, ''],
])('%s', async (_what, options, status, body) => {
  const { server } = await runningServer({ listen })
  expect(await postHttp(server, ps, options)).toMatchObject({ status, body })
})

test('until there is a service: 503, and other programs cannot have its places', async () => {
  const bound = await bindManagementServer({ listen })
  onTestFinished(() => bound.close())
  expect(await postHttp(bound, ps)).toMatchObject({ status: 503, body: '' })
  const { port = 0 } = bound.addresses.http ?? {}
  expect((await errorOf(bindManagementServer({ listen: { http: { port } } }))).code).toBe('PORT_BUSY')
  const server = bound.start({ exchange: quietExchange, callOps: scriptedCalls().callOps })
  expect(await postHttp(server, ps)).toMatchObject({ status: 200, body: answered })
})

test.each([
  ['nothing', '', 400, page, 'text/html'],
  [
    'no JSON',
    'which',
    200,
    '{"jsonrpc":"2.0","error":{"code":-32700,"message":"Parse error"},"id":null}',
    'application/json',
  ],
  [
    'a batch',
    `[${ps}]`,
    200,
    '{"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid Request"},"id":null}',
    'application/json',
  ],
  ['more behind it', `${ps} and more`, 200, answered, 'application/json'],
  ['a notification', '{"jsonrpc":"2.0","method":"ps"}', 202, '', undefined],
  ['a notification of nothing', '{"jsonrpc":"2.0","method":"reload","params":[1]}', 202, '', undefined],
  ['64 KiB', ps.padEnd(65_536), 200, answered, 'application/json'],
  ['more than 64 KiB', ps.padEnd(65_537), 413, '', undefined],
])('a body: %s', async (_what, body, status, expected, type) => {
  const { server } = await runningServer({ listen })
  expect(await postHttp(server, body)).toEqual({ status, body: expected, type })
})

test.each([
  ['', 'no type'],
  ['Content-Type: text/plain\r\n', 'text'],
  ['Content-Type: text/json\r\n', 'another JSON'],
])('%sis hung up on', async type => {
  const { server } = await runningServer({ listen })
  const head = `POST /mi HTTP/1.1\r\nHost: x\r\n${type}Content-Length: ${ps.length}\r\n\r\n`
  expect(await sendRaw(server.addresses.http?.port ?? 0, head + ps)).toBe('')
})

it('takes HTTP/1.0, chunks, and several requests on a connection', async () => {
  const { server } = await runningServer({ listen })
  const port = server.addresses.http?.port ?? 0
  const type = 'Content-Type: application/json\r\n'
  const old = await sendRaw(port, `POST /mi HTTP/1.0\r\n${type}Content-Length: ${ps.length}\r\n\r\n${ps}`)
  expect(old.split('\r\n\r\n')).toEqual([expect.stringMatching(/^HTTP\/1.1 200 OK\r\n/), answered])
  const chunk = `${ps.length.toString(16)}\r\n${ps}\r\n0\r\n\r\n`
  const head = `POST /mi HTTP/1.1\r\nHost: x\r\n${type}`
  const both = `${head}Transfer-Encoding: chunked\r\n\r\n${chunk}${head}Connection: close\r\nContent-Length: ${ps.length}\r\n\r\n${ps}`
  expect((await sendRaw(port, both)).split(answered)).toHaveLength(3)
})

it('serves 50 clients at once, ten commands each', async () => {
  const { server, asked } = await runningServer({ listen })
  const clients = Array.from({ length: 50 }, async (_, client) => {
    for (let n = 0; n < 10; n++) {
      const id = `"${client}-${n}"`
      expect(await askHttp(server, request('call_hold', '["dlg-A"]', id))).toBe(reply('"result":"OK"', id))
    }
  })
  await Promise.all(clients)
  expect(asked).toHaveLength(500)
})

it('takes a connection that says nothing, and one that stops in the middle, and goes on', async () => {
  const { server } = await runningServer({ listen })
  const port = server.addresses.http?.port ?? 0
  for (const text of [
    '',
    'POST /mi HT',
    `POST /mi HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"`,
  ]) {
    await new Promise<void>(resolve => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.end(text)
        socket.resume()
        socket.on('close', () => resolve())
      })
      socket.on('error', () => {})
    })
  }
  expect(await askHttp(server, ps)).toBe(answered)
})

it('has room for 64 connections, and hangs up on those that send nothing for 5 s', { timeout: 20_000 }, async () => {
  const { server } = await runningServer({ listen })
  const port = server.addresses.http?.port ?? 0
  let open = 0
  const closed = Array.from({ length: 80 }, () => {
    const socket = connect(port, '127.0.0.1', () => open++)
    socket.on('error', () => {})
    return new Promise<void>(resolve => socket.resume().on('close', () => resolve()))
  })
  await Promise.all(closed)
  expect(open).toBeGreaterThanOrEqual(64)
  expect(await askHttp(server, ps)).toBe(answered)
})
