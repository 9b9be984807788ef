import { afterEach, describe, expect, test } from 'vitest'
import { openPcmPort, type PcmPortOptions, type PcmPortSession } from '../../../src/audio/media/pcm-port-session.ts'
import { ManualClock } from '../../../src/base/manual-clock.ts'
import { memoryTransportPair } from '../../../src/transport/memory-transport.ts'
import { errorOf } from '../../support/error-of.ts'
import { numberedBytes, numberedSource, numberOf, numbersIn, upTo } from '../../support/numbered-frames.ts'
import { RecordingListener } from '../../support/recording-listener.ts'

const opened: PcmPortSession[] = []

afterEach(async () => {
  for (const session of opened.splice(0)) await session.close()
})

async function portBench(options: Partial<PcmPortOptions> = {}) {
  const clock = new ManualClock()
  const [host, module] = memoryTransportPair(['/dev/ttyUSB1', 'module'])
  const atModule = new RecordingListener()
  await module.open(atModule)
  const session = await openPcmPort({ transport: host, clock, ...options })
  opened.push(session)
  const heard: (number | 'broken')[] = []
  session.listen(downlink => heard.push(numberOf(downlink)))
  const fromModule = async (bytes: Uint8Array) => {
    await module.write(bytes)
    await clock.advance(0)
  }
  /** The module sends a frame each 20 ms. */
  const play = async (...numbers: number[]) => {
    for (const number of numbers) {
      await clock.advance(20)
      await fromModule(numberedBytes(number))
    }
  }
  return { clock, host, module, session, heard, fromModule, play, atTheModule: () => numbersIn(atModule.bytes) }
}

describe('a PCM port', () => {
  test('is named, exchanges frames both ways behind a cushion of 60 ms, and counts', async () => {
    const { session, play, heard, atTheModule } = await portBench()
    session.setSource(numberedSource(101))
    await play(1, 2, 3)
    expect(session.name).toBe('PCM on /dev/ttyUSB1')
    expect(heard).toEqual([1, 2, 3])
    expect(atTheModule()).toEqual([0, 0, 0, 101, 102, 103])
    expect(session.statistics).toEqual({
      received: 3,
      sent: 6,
      silent: 0,
      dropped: 0,
      interruptions: 0,
      filled: 0,
      late: 0,
    })
  })

  test('gives statistics of the moment, which do not change afterwards', async () => {
    const { session, play } = await portBench()
    const before = session.statistics
    await play(1)
    expect([before.received, session.statistics.received]).toEqual([0, 1])
  })

  test.each([
    ['no cushion', 0, 0],
    ['the largest', 500, 25],
    ['rounded to frames', 50, 3],
  ])('%s', async (_, cushionMs, frames) => {
    const { play, atTheModule } = await portBench({ cushionMs })
    await play(1)
    expect(atTheModule()).toHaveLength(frames + 1)
  })

  test.each([-1, 501, Number.NaN])('refuses a cushion of %d ms before it opens anything', async cushionMs => {
    const [transport] = memoryTransportPair()
    expect(await errorOf(openPcmPort({ transport, cushionMs }))).toMatchObject({ code: 'INVALID_ARGUMENT' })
    await transport.open(new RecordingListener())
  })

  test('a port that does not open gives the reason', async () => {
    const [transport] = memoryTransportPair()
    await transport.open(new RecordingListener())
    expect(await errorOf(openPcmPort({ transport }))).toMatchObject({ code: 'PORT_BUSY' })
  })
})

describe('what the port had kept from before', () => {
  test('is left out', async () => {
    const { fromModule, play, heard } = await portBench()
    await fromModule(numberedBytes(901, 902))
    await play(1, 2)
    expect(heard).toEqual([1, 2])
  })

  test('is left out by whole samples, also when it comes as an odd number of bytes', async () => {
    const { clock, fromModule, heard } = await portBench()
    const bytes = numberedBytes(...Array(8).fill(0x1234))
    await fromModule(bytes.subarray(0, 101))
    await clock.advance(20)
    await fromModule(bytes.subarray(101))
    expect(heard).toEqual(Array(7).fill(0x1234))
  })
})

describe('flow control', () => {
  test('halted, nothing is written and the downlink goes on; resumed, the newest frames follow', async () => {
    const { session, play, heard, atTheModule } = await portBench()
    session.setSource(numberedSource(101))
    await play(1)
    session.pause()
    await play(...upTo(2, 21))
    expect(atTheModule()).toEqual([0, 0, 0, 101])
    expect(session.stalled).toBe(true)
    session.resume()
    await play(22)
    expect(heard).toEqual(upTo(1, 22))
    expect(atTheModule().slice(4)).toEqual([119, 120, 121, 122])
    expect(session.statistics).toMatchObject({ dropped: 17, interruptions: 1, sent: 8 })
    expect(session.stalled).toBe(false)
  })
})

describe('the end', () => {
  test('closed: ended gives null, nothing is heard or sent any more, the port is free, twice is harmless', async () => {
    const { session, host, play, heard, atTheModule } = await portBench()
    await play(1)
    await session.close()
    await session.close()
    expect(await session.ended).toBeNull()
    await host.open(new RecordingListener())
    await play(2)
    expect(heard).toEqual([1])
    expect(atTheModule()).toHaveLength(4)
  })

  test('the port is lost: ended gives the reason, and no frame is told any more', async () => {
    const { session, host, play, heard, clock } = await portBench()
    await play(1)
    host.cut()
    expect(await session.ended).toMatchObject({ code: 'PORT_LOST' })
    await clock.advance(1000)
    expect(heard).toEqual([1])
    await session.close()
    expect(await session.ended).toMatchObject({ code: 'PORT_LOST' })
  })

  test('a port that never takes a byte costs a bounded number of writes, until it is closed', async () => {
    const [host, module] = memoryTransportPair()
    let writes = 0
    host.write = () => {
      writes++
      return new Promise(() => {})
    }
    await module.open(new RecordingListener())
    const clock = new ManualClock()
    const session = await openPcmPort({ transport: host, clock })
    await clock.advance(10_000)
    expect(writes).toBe(8)
    expect(session.stalled).toBe(true)
    expect(session.statistics).toMatchObject({ sent: 0, interruptions: 1 })
    await session.close()
    expect(await session.ended).toBeNull()
  })
})
