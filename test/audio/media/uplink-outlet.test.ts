import { describe, expect, test } from 'vitest'
import { mediaCounters } from '../../../src/audio/media/media-counters.ts'
import { UplinkOutlet } from '../../../src/audio/media/uplink-outlet.ts'
import { ManualClock } from '../../../src/base/manual-clock.ts'
import { numberedBytes, numbersIn, upTo } from '../../support/numbered-frames.ts'

function outletBench(cushionFrames = 3) {
  const clock = new ManualClock()
  const counters = mediaCounters()
  const written: (number | 'broken')[] = []
  const late: number[] = []
  const waiting: { resolve(): void; reject(error: Error): void }[] = []
  const line = { stuck: false }
  const outlet = new UplinkOutlet({
    clock,
    counters,
    cushionFrames,
    write: bytes => {
      written.push(...numbersIn(bytes))
      return line.stuck ? new Promise((resolve, reject) => waiting.push({ resolve, reject })) : Promise.resolve()
    },
    onLateFrames: count => late.push(count),
  })
  /** One frame each 20 ms. */
  const play = async (...numbers: number[]) => {
    for (const number of numbers) {
      outlet.offer(numberedBytes(number))
      await clock.advance(20)
    }
  }
  /** Takes all that the line was stuck with. */
  const settle = async () => {
    line.stuck = false
    for (const { resolve } of waiting.splice(0)) resolve()
    await clock.advance(0)
  }
  return { clock, counters, written, late, waiting, line, outlet, play, settle }
}

test('what is offered goes out in order, though the caller reuses its buffer', async () => {
  const { outlet, written, counters, clock } = outletBench()
  const buffer = new Uint8Array(320)
  for (const number of [1, 2, 3]) {
    buffer.set(numberedBytes(number))
    outlet.offer(buffer)
  }
  buffer.fill(0)
  await clock.advance(0)
  expect(written).toEqual([1, 2, 3])
  expect(counters).toMatchObject({ sent: 3, dropped: 0 })
})

describe('halted by the module', () => {
  test('nothing is written; the newest frames wait, as many as the cushion has, the rest is counted', async () => {
    const { outlet, written, counters, play } = outletBench(3)
    await play(1)
    outlet.pause()
    await play(2, 3, 4, 5, 6)
    expect(written).toEqual([1])
    outlet.resume()
    await play(7)
    expect(written).toEqual([1, 4, 5, 6, 7])
    expect(counters).toMatchObject({ sent: 5, dropped: 2, interruptions: 0 })
  })

  test('never more than 200 ms wait, however large the cushion', async () => {
    const { outlet, written, counters, play } = outletBench(25)
    outlet.pause()
    await play(...upTo(1, 100))
    outlet.resume()
    expect(written).toEqual(upTo(91, 100))
    expect(counters.dropped).toBe(90)
  })

  test('for 200 ms: stalled, one interruption; resumed: no more', async () => {
    const { outlet, counters, play, clock } = outletBench()
    outlet.pause()
    await play(...upTo(1, 9))
    expect([outlet.stalled, counters.interruptions]).toEqual([false, 0])
    await play(10, 11, 12)
    expect([outlet.stalled, counters.interruptions]).toEqual([true, 1])
    outlet.resume()
    await clock.advance(0)
    expect([outlet.stalled, counters.interruptions]).toEqual([false, 1])
  })

  test('with nothing to send is no stall', async () => {
    const { outlet, clock } = outletBench()
    outlet.pause()
    await clock.advance(1000)
    expect(outlet.stalled).toBe(false)
  })
})

describe('a line that takes nothing', () => {
  test('is handed no more than the cushion and 100 ms; what waits is bounded, and dropped from the oldest', async () => {
    const { line, written, counters, outlet, play, settle } = outletBench(3)
    line.stuck = true
    await play(...upTo(1, 50))
    expect(written).toEqual(upTo(1, 8))
    expect([outlet.stalled, counters.dropped, counters.interruptions]).toEqual([true, 50 - 8 - 3, 1])
    await settle()
    expect(written).toEqual([...upTo(1, 8), 48, 49, 50])
    expect([outlet.stalled, counters.sent]).toEqual([false, 11])
  })

  test('when it goes on, tells how many frames went out too late, once', async () => {
    const { line, late, play, settle } = outletBench(3)
    line.stuck = true
    await play(...upTo(1, 20))
    await settle()
    await play(21, 22)
    expect(late).toEqual([8])
  })

  test('a short hold is nobody’s business', async () => {
    const { line, late, counters, play, settle } = outletBench(3)
    line.stuck = true
    await play(1, 2, 3)
    await settle()
    expect(late).toEqual([])
    expect(counters).toMatchObject({ sent: 3, dropped: 0, interruptions: 0 })
  })

  test('a write that fails is a frame not sent', async () => {
    const { line, waiting, counters, play, clock } = outletBench()
    line.stuck = true
    await play(1)
    for (const { reject } of waiting.splice(0)) reject(new Error('gone'))
    await clock.advance(0)
    expect(counters).toMatchObject({ sent: 0, dropped: 1 })
  })
})

test('stopped, it writes nothing more, and what waited is counted', async () => {
  const { outlet, written, counters, play } = outletBench()
  outlet.pause()
  await play(1, 2)
  outlet.stop()
  outlet.resume()
  await play(3)
  expect(written).toEqual([])
  expect(counters.dropped).toBe(2)
})
