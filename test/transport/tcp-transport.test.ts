import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { type TcpOptions, tcpTransport } from '../../src/transport/tcp-transport.ts'
import type { Transport } from '../../src/transport/transport.ts'
import { RecordingListener } from '../support/recording-listener.ts'

let server: Server
let url: string
let listener: RecordingListener
let opened: Transport[]

beforeEach(async () => {
  server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`
  listener = new RecordingListener()
  opened = []
})

afterEach(async () => {
  for (const transport of opened) await transport.close()
  server.close()
})

/** Opens a transport and gives it with the server's end of the connection. */
async function connected(options: TcpOptions = {}): Promise<{ transport: Transport; module: Socket }> {
  const transport = tcpTransport(url, options)
  opened.push(transport)
  const accepted = once(server, 'connection')
  await transport.open(listener)
  const [module] = (await accepted) as [Socket]
  module.on('error', () => {})
  return { transport, module }
}

describe('an open line', () => {
  test('carries bytes both ways, in order', async () => {
    const { transport, module } = await connected()
    const fromHost: Buffer[] = []
    module.on('data', chunk => fromHost.push(chunk))
    const sent = Buffer.from(Uint8Array.from({ length: 200_000 }, (_, i) => (i * 7) % 251))
    for (let from = 0; from < sent.length; from += 50_000) await transport.write(sent.subarray(from, from + 50_000))
    module.write('\r\nRING\r\n')
    await vi.waitFor(() => expect(listener.text).toBe('\r\nRING\r\n'))
    await vi.waitFor(() => expect(Buffer.concat(fromHost).equals(sent)).toBe(true))
  })

  test.each([
    ['hangs up', (module: Socket) => module.end()],
    ['is killed', (module: Socket) => module.resetAndDestroy()],
  ])('a far end that %s: lost, said once; then it opens again', async (_, die) => {
    const { transport, module } = await connected()
    die(module)
    await vi.waitFor(() => expect(listener.losses.map(reason => reason.code)).toEqual(['PORT_LOST']))
    await expect(transport.write(Buffer.from('AT\r'))).rejects.toMatchObject({ code: 'PORT_CLOSED' })
    await transport.close()
    await transport.open(listener)
    await transport.write(Buffer.from('AT\r'))
    expect(listener.losses).toHaveLength(1)
  })

  test('what arrives together with the hang-up is still delivered', async () => {
    const { module } = await connected()
    module.end('\r\nPOWERED DOWN\r\n')
    await vi.waitFor(() => expect(listener.losses).toHaveLength(1))
    expect(listener.text).toBe('\r\nPOWERED DOWN\r\n')
  })

  test('close is silent to the owner, seen by the far end, and harmless twice', async () => {
    const { transport, module } = await connected()
    module.resume()
    const ended = once(module, 'end')
    await transport.close()
    await transport.close()
    await ended
    expect(listener.losses).toEqual([])
  })

  test('a second open is refused', async () => {
    const { transport } = await connected()
    await expect(transport.open(listener)).rejects.toMatchObject({ code: 'PORT_BUSY' })
  })
})

describe('a far end that does not read', () => {
  /** Writes until the system takes no more; gives the write that hangs and how many bytes were asked for. */
  async function fill(transport: Transport): Promise<{ hanging: Promise<void>; asked: number }> {
    for (let asked = 60_000; ; asked += 60_000) {
      const writing = transport.write(Buffer.alloc(60_000, 0x55))
      writing.catch(() => {})
      const taken = await Promise.race([
        writing.then(() => true),
        new Promise(resolve => setTimeout(resolve, 200, false)),
      ])
      if (!taken) return { hanging: writing, asked }
    }
  }

  test('and then reads again gets every byte', async () => {
    const { transport, module } = await connected()
    module.pause()
    const { hanging, asked } = await fill(transport)
    let got = 0
    module.on('data', chunk => {
      got += chunk.length
    })
    module.resume()
    await hanging
    await vi.waitFor(() => expect(got).toBe(asked), 5000)
  })

  test('for the stall limit is lost, and one more write beyond the bound is refused before that', async () => {
    const clock = new ManualClock()
    const { transport, module } = await connected({ clock, stallLimitMs: 3000 })
    module.pause()
    const { hanging } = await fill(transport)
    await expect(transport.write(Buffer.alloc(10_000))).rejects.toMatchObject({ code: 'PORT_CONGESTED' })
    await clock.advance(3000)
    await expect(hanging).rejects.toMatchObject({ code: 'PORT_LOST' })
    expect(listener.losses.map(reason => reason.code)).toEqual(['PORT_LOST'])
  })
})

describe('a line that cannot be reached', () => {
  test('nobody listens', async () => {
    await new Promise(resolve => server.close(resolve))
    await expect(tcpTransport(url).open(listener)).rejects.toThrow(/ECONNREFUSED.*program that serves the modem/)
  })

  test('an unknown host, with a network or without', async () => {
    const transport = tcpTransport('tcp://no-such-host.invalid:4000')
    await expect(transport.open(listener)).rejects.toMatchObject({ code: 'PORT_UNREACHABLE' })
  })

  test('a name with several addresses, none of which answers, still has a message', async () => {
    await new Promise(resolve => server.close(resolve))
    const transport = tcpTransport(url.replace('127.0.0.1', 'localhost'))
    await expect(transport.open(listener)).rejects.toThrow(/localhost:\d+: .*ECONNREFUSED/)
  })

  test('nothing answers within the connect limit', async () => {
    const clock = new ManualClock()
    const opening = tcpTransport('tcp://192.0.2.1:4000', { clock, connectLimitMs: 5000 }).open(listener) // TEST-NET-1, RFC 5737
    const refused = expect(opening).rejects.toMatchObject({ code: 'PORT_UNREACHABLE' })
    await clock.advance(5000)
    await refused
  })

  test('after a refusal it can be tried again', async () => {
    const { port } = server.address() as AddressInfo
    await new Promise(resolve => server.close(resolve))
    const transport = tcpTransport(url)
    opened.push(transport)
    await expect(transport.open(listener)).rejects.toMatchObject({ code: 'PORT_UNREACHABLE' })
    server = createServer().listen(port, '127.0.0.1')
    await once(server, 'listening')
    await transport.open(listener)
  })

  test('close while connecting: open is refused, nothing stays connected', async () => {
    const transport = tcpTransport(url)
    const refused = expect(transport.open(listener)).rejects.toMatchObject({ code: 'PORT_CLOSED' })
    await transport.close()
    await refused
    await vi.waitFor(async () => expect(await connections()).toBe(0))
  })

  const connections = () => new Promise<number>(resolve => server.getConnections((_, count) => resolve(count)))
})
