import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SerialPort } from 'serialport'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { openComPortLine } from '../../src/transport/com-port-line.ts'
import type { SerialSettings } from '../../src/transport/serial-settings.ts'
import { type SerialOptions, serialTransport } from '../../src/transport/serial-transport.ts'
import { StreamTransport } from '../../src/transport/stream-transport.ts'
import type { Transport } from '../../src/transport/transport.ts'
import { openPtyPair, type PtyPair } from '../support/pty-pair.ts'
import { RecordingListener } from '../support/recording-listener.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

let pty: PtyPair
let fromHost: Buffer[]
let listener: RecordingListener
let opened: Transport[]

beforeEach(() => {
  pty = openPtyPair()
  fromHost = []
  pty.module.on('data', chunk => fromHost.push(chunk))
  listener = new RecordingListener()
  opened = []
})

afterEach(async () => {
  for (const transport of opened) await transport.close()
  pty.hangUp()
})

async function open(transport: Transport): Promise<Transport> {
  opened.push(transport)
  await transport.open(listener)
  return transport
}

/** A line opened as on Windows: through the stream of the serialport package. */
function comPortTransport(path: string, options: SerialOptions = {}): Transport {
  const settings: SerialSettings = {
    path,
    baudRate: 115_200,
    rtscts: false,
    dataBits: 8,
    parity: 'none',
    stopBits: 1,
    lock: true,
  }
  return new StreamTransport(path, receive => openComPortLine(SerialPort, settings, receive), options)
}

const received = () => Buffer.concat(fromHost)
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

/** Bytes of every value, in an order that shows a loss, a swap or a doubling. */
function pattern(length: number, seed: number): Buffer {
  return Buffer.from(Uint32Array.from({ length }, (_, i) => Math.imul(i + seed, 2_654_435_761) >>> 24))
}

describe.each([
  ['a tty', serialTransport],
  ['a COM port', comPortTransport],
])('opened as %s', (_, transportFor) => {
  test('carries 200 kB each way at the same time, byte for byte', async () => {
    const transport = await open(transportFor(pty.path))
    const toModule = pattern(200_000, 1)
    const toHost = pattern(200_000, 7)
    const hostWrites = (async () => {
      for (let from = 0; from < toModule.length; from += 10_000) {
        await transport.write(toModule.subarray(from, from + 10_000))
      }
    })()
    const moduleSends = pty.send(toHost)
    await Promise.all([hostWrites, moduleSends])
    await vi.waitFor(() => expect([received().length, listener.bytes.length]).toEqual([200_000, 200_000]), 20_000)
    expect(received().equals(toModule)).toBe(true)
    expect(listener.bytes.equals(toHost)).toBe(true)
    expect(listener.losses).toEqual([])
  })

  test('writes asked for at once go out in the order they were asked for', async () => {
    const transport = await open(transportFor(pty.path))
    await Promise.all(['AT\r', 'AT+CLCC\r', 'ATI\r'].map(line => transport.write(Buffer.from(line))))
    await vi.waitFor(() => expect(received().toString()).toBe('AT\rAT+CLCC\rATI\r'))
  })

  test('a far end that dies while idle, then a write: lost, said exactly once', async () => {
    const transport = await open(transportFor(pty.path))
    pty.hangUp()
    await expect(transport.write(Buffer.from('AT\r'))).rejects.toMatchObject({ code: 'PORT_LOST' })
    await pause(100) // Time for a second "close" to come.
    expect(listener.losses.map(reason => reason.code)).toEqual(['PORT_LOST'])
    expect(listener.losses[0]?.message).toContain(pty.path)
    await expect(transport.write(Buffer.from('AT\r'))).rejects.toMatchObject({ code: 'PORT_CLOSED' })
  })

  test('close ends it silently, twice is harmless, and it opens again', async () => {
    const transport = await open(transportFor(pty.path))
    await transport.close()
    await transport.close()
    await expect(transport.write(Buffer.from('AT\r'))).rejects.toMatchObject({ code: 'PORT_CLOSED' })
    await transport.open(listener)
    await transport.write(Buffer.from('AT\r'))
    await pty.send('\r\nOK\r\n')
    await vi.waitFor(() => expect(listener.text).toBe('\r\nOK\r\n'))
    expect(listener.losses).toEqual([])
  })

  test('close while it is opening: open is refused, and the port is free afterwards', async () => {
    const transport = transportFor(pty.path)
    const opening = transport.open(listener)
    const refused = expect(opening).rejects.toMatchObject({ code: 'PORT_CLOSED' })
    await transport.close()
    await refused
    await open(transportFor(pty.path))
  })

  test('a second opener is refused while the first is open', async () => {
    await open(transportFor(pty.path))
    await expect(transportFor(pty.path).open(new RecordingListener())).rejects.toThrow(/lock|held by/)
  })
})

describe('a line that breaks', () => {
  test('a far end that dies while idle is noticed without a write', async () => {
    await open(serialTransport(pty.path))
    pty.hangUp()
    await vi.waitFor(() => expect(listener.losses).toHaveLength(1), 500)
  })

  // The reader of serialport 13.0.0 spins here for ever.
  test('a far end that dies in the middle of a flood is noticed without a write, and costs no processor time', async () => {
    await open(serialTransport(pty.path))
    const flood = (async () => {
      while (listener.losses.length === 0) await pty.send('\r\n+QIND: "csq",20,99\r\n'.repeat(100))
    })().catch(() => {}) // The end that dies can no longer send.
    await vi.waitFor(() => expect(listener.bytes.length).toBeGreaterThan(50_000), 5000)
    pty.hangUp()
    await vi.waitFor(() => expect(listener.losses).toHaveLength(1), 2000)
    const before = process.cpuUsage()
    await pause(500)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(100)
    await flood
  })

  test('it can be opened again from inside onLost', async () => {
    const next = openPtyPair()
    const link = join(temporaryFolder(), 'port')
    symlinkSync(pty.path, link)
    const transport = serialTransport(link)
    opened.push(transport)
    const reopened = new Promise<void>((resolve, reject) => {
      void transport.open({
        onData() {},
        onLost() {
          rmSync(link)
          symlinkSync(next.path, link)
          transport.open(listener).then(resolve, reject)
        },
      })
    })
    await pause(100)
    pty.hangUp()
    await reopened
    await next.send('\r\nRDY\r\n')
    await vi.waitFor(() => expect(listener.text).toBe('\r\nRDY\r\n'))
    next.hangUp()
  })
})

describe('a line that takes no bytes', () => {
  test('is lost after the stall limit, still receives meanwhile, and drops what was not sent', async () => {
    const clock = new ManualClock()
    const transport = await open(serialTransport(pty.path, { clock, stallLimitMs: 3000 }))
    pty.module.pause()
    const writing = transport.write(pattern(60_000, 3))
    const refused = expect(writing).rejects.toMatchObject({ code: 'PORT_LOST' })
    await pause(200)
    await pty.send('\r\nRING\r\n')
    await vi.waitFor(() => expect(listener.text).toBe('\r\nRING\r\n'))
    await clock.advance(2999)
    expect(listener.losses).toEqual([])
    await clock.advance(1)
    await refused
    expect(listener.losses.map(reason => reason.message)).toEqual([expect.stringContaining('took no bytes for 3 s')])
    pty.module.resume()
    await pause(200)
    expect(received().length).toBeLessThan(60_000)
  })

  test('refuses a write beyond the bound, and takes the earlier one all the same', async () => {
    const transport = await open(serialTransport(pty.path))
    pty.module.pause()
    const first = transport.write(pattern(60_000, 3))
    await expect(transport.write(pattern(10_000, 4))).rejects.toMatchObject({ code: 'PORT_CONGESTED' })
    pty.module.resume()
    await first
    await vi.waitFor(() => expect(received().length).toBe(60_000), 5000)
  })

  test('closes at once', async () => {
    const transport = await open(serialTransport(pty.path))
    pty.module.pause()
    const refused = expect(transport.write(pattern(60_000, 3))).rejects.toMatchObject({ code: 'PORT_CLOSED' })
    await pause(100)
    const startMs = performance.now()
    await transport.close()
    await refused
    expect(performance.now() - startMs).toBeLessThan(2500)
    expect(listener.losses).toEqual([])
  })
})

describe('a port that does not open', () => {
  const refusal = (path: string) =>
    serialTransport(path)
      .open(listener)
      .then(
        () => 'opened',
        error => `${error.code} ${error.message}`,
      )

  test('absent', async () => {
    expect(await refusal('/dev/ttyUSB98')).toMatch(/^PORT_NOT_FOUND .*\/dev\/ttyUSB98.*cellvoice ports/)
  })

  test('a link to a module that was unplugged', async () => {
    const link = join(temporaryFolder(), 'usb-Quectel_EC25-if02-port0')
    symlinkSync('/dev/ttyUSB98', link)
    expect(await refusal(link)).toMatch(/^PORT_NOT_FOUND /)
  })

  test('held by this program', async () => {
    await open(serialTransport(pty.path))
    expect(await refusal(pty.path)).toMatch(/^PORT_BUSY .*held by this program itself/)
  })

  test('held by another program, which is named', async () => {
    const script =
      "const { SerialPort } = require('serialport'); process.stdin.resume(); new SerialPort({ path: process.argv[1], baudRate: 9600 }, console.log)"
    const holder = spawn(process.execPath, ['-e', script, pty.path])
    await once(holder.stdout, 'data')
    expect(await refusal(pty.path)).toMatch(new RegExp(`^PORT_BUSY .*held by .* \\(process ${holder.pid}\\)`))
    holder.kill()
    await once(holder, 'exit')
    await open(serialTransport(pty.path))
  })

  test.each([
    ['a plain file', () => writtenFile(), 'not a serial port'],
    ['a folder', () => tmpdir(), 'directory'],
    ['a device that is no line', () => '/dev/null', 'not a serial port'],
  ])('%s', async (_, path, why) => {
    expect(await refusal(path())).toMatch(new RegExp(`^PORT_FAILED .*${why}`))
  })

  test.runIf(process.getuid?.() === 0)('not allowed to this user (run as another user by root)', () => {
    chmodSync(pty.path, 0o600)
    const child = fileURLToPath(new URL('../support/open-port-as-child.ts', import.meta.url))
    const said = execFileSync(process.execPath, ['--import', 'tsx', child, pty.path, '65534'], { encoding: 'utf8' })
    expect(said).toMatch(/^PORT_NO_PERMISSION .*only root may open it/)
  })

  function writtenFile(): string {
    const file = join(temporaryFolder(), 'notes.txt')
    writeFileSync(file, 'not a port')
    return file
  }
})
