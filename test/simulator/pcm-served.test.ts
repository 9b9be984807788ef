import { once } from 'node:events'
import { existsSync, mkdtempSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type SimulatedModule, type Simulator, startSimulator } from '../../src/simulator/index.ts'
import { servePty } from '../../src/simulator/serve/serve-pty.ts'
import { serveTcp } from '../../src/simulator/serve/serve-tcp.ts'
import type { AttachPort } from '../../src/simulator/serve/served-port.ts'
import { serialTransport, type Transport, tcpTransport } from '../../src/transport/index.ts'
import { trimmed } from './sound.ts'

const hasPty = await import('@lydell/node-pty').then(
  () => true,
  () => false,
)

let sim: Simulator | undefined
afterEach(async () => {
  await sim?.close()
  sim = undefined
})

/** An EC25 with AT+QPCMV=1,0 in a call with 5550101, in real time. */
async function startCall(): Promise<SimulatedModule> {
  sim = await startSimulator({ family: 'ec25', speed: 4 })
  const [module] = sim.modules
  const host = module?.transport()
  if (!module || !host) throw new Error('no module')
  await host.open({ onData: () => {}, onLost: () => {} })
  await host.write(Buffer.from('AT+QPCMV=1,0\rATD5550101;\r'))
  while (module.truth()[0]?.state !== 'active') await new Promise(resolve => setTimeout(resolve, 5))
  return module
}

/** Says something to the host and has the host say something, until both were heard. */
async function converse(transport: Transport): Promise<{ down: number[]; up: number[] }> {
  const call = sim?.network.subscriber('5550101').call
  const [down, up]: [number[], number[]] = [[], []]
  let heard = () => {}
  const both = new Promise<void>(resolve => {
    heard = () => {
      if (down.length > 3000 && trimmed(down).length >= 800 && trimmed(up).length >= 800) resolve()
    }
  })
  const stop = call?.listen(frame => {
    up.push(...frame)
    heard()
  })
  await transport.open({
    onData: chunk => {
      down.push(...chunk)
      heard()
    },
    onLost: () => {},
  })
  call?.speak(new Int16Array(800).fill(0x0303))
  await transport.write(Buffer.alloc(1600, 5))
  await both
  stop?.()
  await transport.close()
  return { down: trimmed(down), up: trimmed(up) }
}

describe('the PCM port is served', () => {
  it('on TCP, both ways', async () => {
    const module = await startCall()
    const { path } = await module.servePcmTcp()
    expect(path).toMatch(/^tcp:\/\/127\.0\.0\.1:\d+$/)
    const { down, up } = await converse(tcpTransport(path))
    expect([new Set(down), new Set(up)]).toEqual([new Set([3]), new Set([0x0505])])
  })

  it('unplugging cuts it', async () => {
    const module = await startCall()
    const { path } = await module.servePcmTcp()
    const lost = new Promise<string>(resolve => {
      void tcpTransport(path).open({ onData: () => module.unplug(), onLost: ({ code }) => resolve(code) })
    })
    expect(await lost).toBe('PORT_LOST')
  })

  it.skipIf(!hasPty)(
    'on a pseudo terminal with a link to it, both ways (skipped without @lydell/node-pty)',
    async () => {
      const module = await startCall()
      const link = join(mkdtempSync(join(tmpdir(), 'cellvoice-')), 'modem.pcm')
      const { path, close } = await module.servePcmPty({ link })
      expect(path).toBe(link)
      const { down, up } = await converse(serialTransport(path))
      expect([new Set(down), new Set(up)]).toEqual([new Set([3]), new Set([0x0505])])
      await close()
      expect(existsSync(link)).toBe(false)
    },
  )
})

describe('a host that does not read its sound', () => {
  const frames = 200_000
  /** Collects the writers of the ports that are attached. */
  function attaching(): { attach: AttachPort; writers: ((bytes: Uint8Array) => void)[] } {
    const writers: ((bytes: Uint8Array) => void)[] = []
    const attach: AttachPort = write => {
      writers.push(write)
      return { receive: () => {}, detach: () => {} }
    }
    return { attach, writers }
  }

  it('loses what is new on TCP, keeps its connection, and hears whole frames when it reads again', async () => {
    const { attach, writers } = attaching()
    const { path, close } = await serveTcp(0, attach, 'sound')
    const socket = connect(Number(path.split(':').at(-1)), '127.0.0.1')
    await once(socket, 'connect')
    while (writers.length === 0) await new Promise(resolve => setImmediate(resolve))
    socket.pause()
    const frame = new Uint8Array(320).fill(1)
    // 64 MB in all, which no buffer of the system takes.
    for (let index = 0; index < frames; index++) {
      writers[0]?.(frame)
      if (index % 1000 === 0) await new Promise(resolve => setImmediate(resolve))
    }
    let received = 0
    let last = 0
    socket.on('data', bytes => {
      received += bytes.length
      last = bytes.at(-1) ?? 0
    })
    socket.resume()
    while (last !== 2) {
      writers[0]?.(frame.fill(2))
      await new Promise(resolve => setTimeout(resolve, 5))
    }
    expect(received % 320).toBe(0)
    expect(received).toBeLessThan((frames * 320) / 2)
    socket.destroy()
    await close()
  })

  it.skipIf(!hasPty)('loses what is new on a pseudo terminal (skipped without @lydell/node-pty)', async () => {
    const { attach, writers } = attaching()
    const { path, close } = await servePty(undefined, attach, 'sound')
    for (let index = 0; index < 1000; index++) writers[0]?.(new Uint8Array(320).fill(1))
    const transport = serialTransport(path)
    let received = 0
    await transport.open({
      onData: chunk => {
        received += chunk.length
      },
      onLost: () => {},
    })
    for (let turn = 0; turn < 10; turn++) {
      writers[0]?.(new Uint8Array(320))
      await new Promise(resolve => setTimeout(resolve, 5))
    }
    expect(received).toBeGreaterThan(0)
    expect(received).toBeLessThan(32_000)
    await transport.close()
    await close()
  })
})
