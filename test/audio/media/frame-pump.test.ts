import { describe, expect, test } from 'vitest'
import { FramePump } from '../../../src/audio/media/frame-pump.ts'
import { mediaCounters } from '../../../src/audio/media/media-counters.ts'
import { silentLogger } from '../../../src/base/logger.ts'
import { ManualClock } from '../../../src/base/manual-clock.ts'
import { bytesPerCall } from '../../support/allocation.ts'
import { numberedBytes, numberedSource, numberOf, numbersIn, upTo } from '../../support/numbered-frames.ts'

function pumpBench(cushionFrames = 3) {
  const clock = new ManualClock()
  const counters = mediaCounters()
  const errors: string[] = []
  const logger = { debug() {}, info() {}, warn() {}, error: (message: string) => void errors.push(message) }
  const sent: (number | 'broken')[] = []
  const heard: (readonly [downlink: number | 'broken', uplink: number | 'broken'])[] = []
  const pump = new FramePump({ clock, counters, logger, cushionFrames, send: bytes => sent.push(...numbersIn(bytes)) })
  const stop = pump.listen((downlink, uplink) => heard.push([numberOf(downlink), numberOf(uplink)]))
  pump.start()
  /** One frame each 20 ms. */
  const play = async (...numbers: number[]) => {
    for (const number of numbers) {
      await clock.advance(20)
      pump.accept(numberedBytes(number))
    }
  }
  return { clock, counters, errors, sent, heard, pump, stop, play }
}

describe('the exchange', () => {
  test('for each frame one is asked for, told with it and sent, behind a cushion of silence', async () => {
    const { pump, play, sent, heard, counters } = pumpBench()
    pump.setSource(numberedSource(101))
    await play(1, 2, 3)
    expect(sent).toEqual([0, 0, 0, 101, 102, 103])
    expect(heard).toEqual([
      [1, 101],
      [2, 102],
      [3, 103],
    ])
    expect(counters).toMatchObject({ received: 3, silent: 0, dropped: 0, filled: 0 })
  })

  test.each([1, 3, 7, 319, 320, 321, 1000])(
    'in pieces of %i bytes no sample is lost or moved',
    async pieceBytes => {
      const { clock, pump, heard, counters } = pumpBench(25)
      const bytes = numberedBytes(...upTo(1, 20))
      for (let from = 0; from < bytes.length; from += pieceBytes) {
        await clock.advance((20 * pieceBytes) / 320)
        pump.accept(bytes.subarray(from, from + pieceBytes))
      }
      expect(heard.map(([downlink]) => downlink)).toEqual(upTo(1, 20))
      expect(counters).toMatchObject({ received: 20, dropped: 0, filled: 0 })
    },
    20_000,
  )

  test('without a source, or when it has nothing, silence is sent and counted', async () => {
    const { pump, play, sent, counters } = pumpBench(0)
    await play(1)
    pump.setSource(frame => {
      frame.fill(9)
      return false
    })
    await play(2)
    expect(sent).toEqual([0, 0])
    expect(counters.silent).toBe(2)
  })

  test('a listener that stopped hears no more, and the others all the same', async () => {
    const { pump, play, heard, stop } = pumpBench()
    const others: (number | 'broken')[] = []
    pump.listen(downlink => others.push(numberOf(downlink)))
    await play(1)
    stop()
    stop()
    await play(2)
    expect(heard.map(([downlink]) => downlink)).toEqual([1])
    expect(others).toEqual([1, 2])
  })

  test('a listener and a source that throw are logged once and left out; the call goes on', async () => {
    const { pump, play, sent, heard, errors } = pumpBench(0)
    pump.listen(() => {
      throw new Error('disk full')
    })
    pump.setSource(() => {
      throw new Error('no more')
    })
    await play(1, 2)
    expect(errors).toEqual([expect.stringContaining('no more'), expect.stringContaining('disk full')])
    expect(heard).toHaveLength(2)
    expect(sent).toEqual([0, 0])
  })

  test('stopped from inside a listener, nothing more is told, asked or sent', async () => {
    const { pump, clock, sent } = pumpBench(0)
    let told = 0
    pump.listen(() => {
      told++
      pump.stop()
    })
    pump.accept(numberedBytes(1, 2, 3))
    pump.accept(numberedBytes(4))
    await clock.advance(2000)
    expect([told, sent.length]).toEqual([1, 0])
  })
})

describe('when this process was busy', () => {
  test('longer than the cushion lasts: all is heard, the oldest of the uplink is left out', async () => {
    const { clock, pump, play, sent, heard, counters } = pumpBench()
    pump.setSource(numberedSource(101))
    await play(1)
    sent.length = 0
    await clock.advance(60)
    pump.accept(numberedBytes(2, 3, 4, 5, 6, 7, 8, 9))
    await play(10)
    expect(heard.map(([downlink]) => downlink)).toEqual(upTo(1, 10))
    expect(sent).toEqual([107, 108, 109, 110])
    expect(counters.dropped).toBe(5)
  })
})

describe('when the device gives nothing', () => {
  test('for 100 ms, a clock takes over, makes up for the time, and hands back', async () => {
    const { clock, pump, play, sent, heard, counters } = pumpBench(5)
    pump.setSource(numberedSource(101))
    await play(1, 2)
    await clock.advance(99)
    expect(heard).toHaveLength(2)
    await clock.advance(6)
    expect(heard.slice(2)).toEqual(upTo(103, 107).map(number => [0, number]))
    await clock.advance(90)
    await play(3, 4)
    expect(counters.filled).toBe(10)
    expect(heard.slice(-2)).toEqual([
      [3, 113],
      [4, 114],
    ])
    await clock.advance(90)
    expect(sent.slice(5)).toEqual(upTo(101, 114))
    expect(counters).toMatchObject({ received: 4, filled: 10, late: 0, dropped: 0 })
  })

  test('but was only held up: what comes late is told, and has no uplink of its own', async () => {
    const { clock, pump, play, sent, heard, counters } = pumpBench(5)
    pump.setSource(numberedSource(101))
    await play(1)
    await clock.advance(200)
    pump.accept(numberedBytes(...upTo(2, 11)))
    await play(12)
    expect(heard.map(([downlink]) => downlink)).toEqual([1, ...Array(10).fill(0), ...upTo(2, 12)])
    expect(sent.slice(5)).toEqual(upTo(101, 112))
    expect(counters).toMatchObject({ received: 12, filled: 10, late: 10, dropped: 0 })
  })

  test('at all, the exchange begins 500 ms after the start', async () => {
    const { clock, heard, sent } = pumpBench()
    await clock.advance(500)
    expect(sent).toEqual([])
    await clock.advance(5 + 980)
    expect(heard).toHaveLength(50)
    expect(sent).toHaveLength(53)
  })

  test('and this process slept for a minute: it makes up for one second, not for all', async () => {
    const { clock, play, counters, pump } = pumpBench()
    await play(1)
    await clock.advance(200)
    const before = counters.filled
    const { now } = clock
    clock.now = () => now.call(clock) + 60_000
    await clock.advance(40)
    expect(counters.filled - before).toBe(51)
    pump.stop()
  })
})

test('an hour with bursts and gaps neither gathers delay nor loses count', async () => {
  const { clock, pump, counters, sent } = pumpBench(3)
  pump.setSource(() => true)
  for (let second = 0; second < 60; second++) {
    for (let frame = 0; frame < 40; frame++) {
      await clock.advance(20)
      pump.accept(numberedBytes(1))
    }
    await clock.advance(200)
    pump.accept(numberedBytes(...Array(10).fill(1)))
  }
  const { received, dropped, filled, late } = counters
  expect(received).toBe(60 * 50)
  expect(sent.length + dropped - 3).toBe(received + filled - late)
  expect(Math.abs(filled - late)).toBeLessThanOrEqual(60)
}, 30_000)

test('a frame costs no memory', () => {
  const clock = { nowMs: 0, now: () => clock.nowMs, setTimer: () => () => {} }
  const pump = new FramePump({ clock, counters: mediaCounters(), logger: silentLogger, cushionFrames: 3, send() {} })
  let heard = 0
  pump.listen(downlink => {
    heard += downlink.length
  })
  pump.setSource(() => true)
  pump.start()
  const bytes = numberedBytes(1)
  const exchange = () => {
    clock.nowMs += 20
    pump.accept(bytes)
  }
  expect(bytesPerCall(exchange, 20_000)).toBe(0)
  expect(heard).toBeGreaterThan(0)
})
