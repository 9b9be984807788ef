import { existsSync, mkdtempSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type SimulatedModule, type Simulator, startSimulator } from '../../src/simulator/index.ts'
import { serialTransport, type Transport, tcpTransport } from '../../src/transport/index.ts'

const hasPty = await import('@lydell/node-pty').then(
  () => true,
  () => false,
)

let sim: Simulator | undefined
afterEach(async () => {
  await sim?.close()
  sim = undefined
})

async function start(modules = 1): Promise<readonly [SimulatedModule, ...SimulatedModule[]]> {
  sim = await startSimulator({ modules, speed: 20 })
  const [first, ...others] = sim.modules
  return [first ?? expect.fail('no module'), ...others]
}

/** Opens a line, sends commands and waits, in real time, until what came contains `until`. */
async function converse(transport: Transport, commands: string, until: string): Promise<string> {
  let text = ''
  let look = () => {}
  await transport.open({
    onData: chunk => {
      text += Buffer.from(chunk).toString('latin1')
      look()
    },
    onLost: () => {},
  })
  const seen = new Promise<void>(resolve => {
    look = () => text.includes(until) && resolve()
  })
  await transport.write(Buffer.from(commands))
  await seen
  await transport.close()
  return text
}

describe('served on TCP', () => {
  it('a call from dialling to its end', async () => {
    const [module] = await start()
    const { path } = await module.serveTcp()
    expect(path).toMatch(/^tcp:\/\/127\.0\.0\.1:\d+$/)
    const text = await converse(tcpTransport(path), 'ATE0\rAT^DSCI=1\rATD10086;\r', 'NO CARRIER')
    expect(text.match(/\^DSCI: 1,0,\d/g)?.map(line => line.at(-1))).toEqual(['2', '7', '3', '6'])
  })

  it('each connection is a port, and closing ends them all', async () => {
    const [module] = await start()
    const { path, close } = await module.serveTcp()
    expect(await converse(tcpTransport(path), 'ATE0\rAT+GMM\r', 'EC200U')).toContain('EC200U')
    const socket = connect({ host: '127.0.0.1', port: Number(path.split(':').at(-1)) })
    const closed = new Promise(resolve => socket.once('close', resolve))
    await new Promise(resolve => socket.once('connect', resolve))
    await close()
    await close()
    await closed
    await expect(tcpTransport(path).open({ onData: () => {}, onLost: () => {} })).rejects.toMatchObject({
      code: 'PORT_UNREACHABLE',
    })
  })

  it('a port that is taken is refused', async () => {
    const [first, second] = await start(2)
    const { path } = await first.serveTcp()
    await expect(second?.serveTcp({ port: Number(path.split(':').at(-1)) })).rejects.toMatchObject({
      code: 'PORT_BUSY',
    })
  })

  it('unplugging loses the connection', async () => {
    const [module] = await start()
    const transport = tcpTransport((await module.serveTcp()).path)
    const lost = new Promise<string>(resolve => {
      void transport
        .open({ onData: () => module.unplug(), onLost: reason => resolve(reason.code) })
        .then(() => transport.write(Buffer.from('AT\r')))
    })
    expect(await lost).toBe('PORT_LOST')
  })
})

describe.skipIf(!hasPty)('served on a pseudo terminal (skipped without @lydell/node-pty)', () => {
  it('a call from dialling to its end, on a serial port', async () => {
    const [module] = await start()
    const { path } = await module.servePty()
    expect(path).toMatch(/^\/dev\//)
    const text = await converse(serialTransport(path), 'ATE0\rAT^DSCI=1\rATD10086;\r', 'NO CARRIER')
    expect(text.match(/\^DSCI: 1,0,\d/g)?.map(line => line.at(-1))).toEqual(['2', '7', '3', '6'])
  })

  it('may be opened one time after the other', async () => {
    const [module] = await start()
    const { path } = await module.servePty()
    for (const command of ['ATE0\r', 'AT+GMM\r']) {
      expect(await converse(serialTransport(path), command, 'OK\r\n')).toContain('OK')
    }
  })

  it('a link leads to it, and is taken away at the end', async () => {
    const [module] = await start()
    const link = join(mkdtempSync(join(tmpdir(), 'cellvoice-')), 'modem')
    const { path, close } = await module.servePty({ link })
    expect(path).toBe(link)
    expect(readlinkSync(link)).toMatch(/^\/dev\//)
    await close()
    await close()
    expect(existsSync(link)).toBe(false)
  })

  it('a link left behind is replaced, a file is not touched', async () => {
    const [module] = await start()
    const folder = mkdtempSync(join(tmpdir(), 'cellvoice-'))
    const [link, file] = [join(folder, 'link'), join(folder, 'file')]
    symlinkSync('/dev/pts/999', link)
    writeFileSync(file, 'mine')
    await module.servePty({ link })
    expect(readlinkSync(link)).not.toBe('/dev/pts/999')
    await expect(module.servePty({ link: file })).rejects.toMatchObject({ code: 'PORT_FAILED' })
    expect(readFileSync(file, 'utf8')).toBe('mine')
  })

  it('a link that cannot be made is one clear error', async () => {
    const [module] = await start()
    await expect(module.servePty({ link: '/no/such/folder/modem' })).rejects.toMatchObject({ code: 'PORT_FAILED' })
  })
})
