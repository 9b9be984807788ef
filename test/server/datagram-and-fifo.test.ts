import { execFileSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { chownSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, test, vi } from 'vitest'
import type { ManagementServer } from '../../src/server/management-server-options.ts'
import { startManagementServer } from '../../src/server/start-management-server.ts'
import { errorOf } from '../support/error-of.ts'
import { random } from '../support/random.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { askDatagram, askFifo, writeFifo } from './mi-client.ts'
import { reply, request, runningServer } from './running-server.ts'
import { dialogA, quietExchange, scriptedCalls } from './scripted-calls.ts'

const hold = request('call_hold', '["dlg-A"]')
const done = reply('"result":"OK"')

/** Sends datagrams and, last, one that is answered: what comes back before it was sent for the others. */
async function repliesTo(server: ManagementServer, ...datagrams: (string | Uint8Array)[]): Promise<string[]> {
  const socket = createSocket('udp4')
  const replies: string[] = []
  const last = reply('"result":"OK"', '"last"')
  try {
    await new Promise<void>(resolve => {
      socket.on('message', bytes => {
        if (bytes.toString() === last) resolve()
        else replies.push(bytes.toString())
      })
      const port = server.addresses.datagram?.port ?? 0
      for (const bytes of datagrams) socket.send(bytes, port, '127.0.0.1')
      socket.send(request('call_hold', '["dlg-A"]', '"last"'), port, '127.0.0.1')
    })
  } finally {
    socket.close()
  }
  return replies
}

describe('a datagram', () => {
  const listen = { datagram: { port: 0 } }

  test.each([
    ['no JSON', 'which', ['400 Parse_error']],
    ['nothing', '', ['400 Parse_error']],
    ['a batch', '[1]', ['{"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid Request"},"id":null}']],
    [
      'no method',
      '{"jsonrpc":"2.0","id":0}',
      ['{"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid Request"},"id":0}'],
    ],
    ['more behind it', `${hold}\u0000{`, [done]],
    ['a notification', '{"jsonrpc":"2.0","method":"call_hold","params":["dlg-A"]}', []],
    ['a reply of another server', done, []],
    ['what another server says to that', '400 Parse_error', []],
  ])('%s', async (_what, datagram, replies) => {
    const { server } = await runningServer({ listen })
    expect(await repliesTo(server, datagram)).toEqual(replies)
  })

  it('cannot bring back more than fits into one', async () => {
    const calls = scriptedCalls()
    const callOps = { ...calls.callOps, dialogs: Array.from({ length: 300 }, () => dialogA) }
    const { server } = await runningServer({ callOps, listen })
    expect(await askDatagram(server, request('dlg_list', '{}', '5'))).toBe(
      '{"jsonrpc":"2.0","error":{"code":-32000,"message":"Server error","data":"The reply is too long for this transport"},"id":5}',
    )
  })

  it('of random bytes is answered once or not at all, and the service goes on', async () => {
    const { server, asked } = await runningServer({ listen })
    const next = random(7)
    const datagrams = Array.from({ length: 200 }, (_, n) => {
      if (n % 2 === 0) return Uint8Array.from({ length: 1 + Math.floor(next() * 200) }, () => Math.floor(next() * 256))
      const bytes = Buffer.from(request('dlg_list', '{"index": 0, "counter": 1}'))
      bytes[Math.floor(next() * bytes.length)] = Math.floor(next() * 256)
      return bytes
    })
    for (const datagram of datagrams) expect((await repliesTo(server, datagram)).length).toBeLessThanOrEqual(1)
    expect(asked).toHaveLength(200)
  })
})

describe('a named pipe', () => {
  const fifoOf = (server: ManagementServer) => server.addresses.fifo ?? { path: '', replyFolder: '' }

  it('is made for this user alone, with its folder, and taken away again', async () => {
    const folder = join(temporaryFolder(), 'private')
    const path = join(folder, 'fifo')
    const { server } = await runningServer({ listen: { fifo: { path, replyFolder: join(folder, 'replies') } } })
    expect(statSync(path).isFIFO()).toBe(true)
    expect([statSync(path).mode & 0o777, statSync(folder).mode & 0o777]).toEqual([0o600, 0o700])
    expect(await askFifo(server, hold)).toBe(done)
    await server.close()
    expect(existsSync(folder)).toBe(false)
  })

  it('that is there is used and stays; anything else there is left alone', async () => {
    const path = join(temporaryFolder(), 'fifo')
    execFileSync('mkfifo', [path])
    const { server } = await runningServer({ listen: { fifo: { path } } })
    expect(await askFifo(server, hold)).toBe(done)
    await server.close()
    expect(statSync(path).isFIFO()).toBe(true)
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, 'text')
    const start = (fifo: string) =>
      startManagementServer({
        exchange: quietExchange,
        callOps: scriptedCalls().callOps,
        listen: { fifo: { path: fifo } },
      })
    expect(await errorOf(start(file))).toMatchObject({ code: 'FILE_EXISTS' })
    expect(readFileSync(file, 'utf8')).toBe('text')
    expect(await errorOf(start('/dev/null/fifo'))).toMatchObject({ code: 'FILE_FAILED' })
  })

  it('drops what is no request and goes on', async () => {
    const { server, asked } = await runningServer()
    const { path, replyFolder } = fifoOf(server)
    const target = join(replyFolder, 'target')
    writeFileSync(target, 'kept')
    const noise = [
      '',
      'no colon',
      '\n\n',
      ':',
      ':x',
      ':x:',
      ':x:which\n',
      `:${'x'.repeat(300)}:${hold}`,
      `:x:{"a":]}`,
      ':x:[[[[',
    ]
    const refusedNames = [`:../target:${hold}`, `:a.b:${hold}`, `:/tmp/x:${hold}`, `:a\\b:${hold}`, `:a\u0001:${hold}`]
    for (const text of [...noise, ...refusedNames]) {
      writeFifo(path, text)
      await sleep(5)
    }
    await sleep(1_100)
    expect(asked).toEqual([])
    writeFifo(path, `:target:${hold}`)
    writeFifo(path, `:nobody:${hold}`)
    writeFifo(path, `::${hold}`)
    expect(await askFifo(server, hold)).toBe(done)
    expect(asked).toHaveLength(4)
    expect(readFileSync(target, 'utf8')).toBe('kept')
  })

  test.skipIf(process.getuid?.() !== 0)('of another user is not used', async () => {
    const path = join(temporaryFolder(), 'fifo')
    execFileSync('mkfifo', [path])
    chownSync(path, 65_534, 65_534)
    const listen = { fifo: { path } }
    const start = startManagementServer({ exchange: quietExchange, callOps: scriptedCalls().callOps, listen })
    expect(await errorOf(start)).toMatchObject({ code: 'FILE_EXISTS', message: /belongs to another user/ })
  })

  it('does not let an unfinished request swallow others for more than a second', async () => {
    const { server, asked } = await runningServer()
    const { path } = fifoOf(server)
    writeFifo(path, '::{"a":[')
    for (let times = 0; times < 8; times++) {
      await sleep(200)
      writeFifo(path, `::${hold}`)
    }
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(1))
    expect(await askFifo(server, hold)).toBe(done)
  })

  it('is usable again after random bytes, and by many at once', async () => {
    const { server, asked } = await runningServer()
    const { path } = fifoOf(server)
    const next = random(11)
    for (let n = 0; n < 100; n++) {
      const letters = Array.from({ length: 1 + Math.floor(next() * 60) }, () =>
        ':{}[]"\\x\n\u0007'.charAt(Math.floor(next() * 11)),
      )
      writeFifo(path, letters.join(''))
      if (n % 10 === 0) await sleep(1)
    }
    await sleep(1_100)
    expect(asked).toEqual([])
    const many = Array.from({ length: 20 }, (_, n) => askFifo(server, request('call_hold', '["dlg-A"]', `${n}`)))
    expect(await Promise.all(many)).toEqual(many.map((_, n) => reply('"result":"OK"', `${n}`)))
  })

  it('takes requests in pieces and several at once, of up to 64 KiB', async () => {
    const { server, asked } = await runningServer()
    const { path } = fifoOf(server)
    for (const piece of ['::', hold.slice(0, 20), `${hold.slice(20)} ::${hold}\n::${hold}\n`]) {
      writeFifo(path, piece)
      await sleep(20)
    }
    // Another thread writes: a pipe takes 64 KiB, and this one is to empty it.
    await writeFile(path, `::${request('call_hold', `["dlg-A", "both", "${'x'.repeat(60_000)}"]`)}`, { flag: 'r+' })
    expect(await askFifo(server, hold)).toBe(done)
    expect(asked).toHaveLength(5)
    await writeFile(path, `::{"a":"${'x'.repeat(66_000)}"\n`, { flag: 'r+' })
    await sleep(50)
    expect(await askFifo(server, hold)).toBe(done)
  })

  it('waits for a client that begins to read late, and for no other', async () => {
    const { server } = await runningServer()
    const { path, replyFolder } = fifoOf(server)
    const [late, never] = [join(replyFolder, 'late'), join(replyFolder, 'never')]
    execFileSync('mkfifo', [late, never])
    writeFifo(path, `:never:${hold}`)
    writeFifo(path, `:late:${hold}`)
    await sleep(200)
    expect(await readFile(late, 'utf8')).toBe(done)
    expect(await askFifo(server, hold)).toBe(done)
    await server.close()
  })
})
