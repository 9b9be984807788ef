import { describe, expect, it } from 'vitest'
import { startTicker } from '../../../src/audio/clocks/deadline-ticker.ts'
import { ManualClock } from '../../../src/base/manual-clock.ts'
import { BusyClock, stall } from '../../support/busy-clock.ts'

describe('a ticker', () => {
  it('calls each period, from one period after its start, until it is stopped', async () => {
    const clock = new ManualClock()
    const times: number[] = []
    await clock.advance(5)
    const ticker = startTicker(clock, 20, () => times.push(clock.now()))
    await clock.advance(70)
    ticker.stop()
    ticker.stop()
    await clock.advance(100)
    expect(times).toEqual([25, 45, 65])
  })

  it('keeps to its deadlines when a call is late', () => {
    const clock = new BusyClock()
    const times: number[] = []
    startTicker(clock, 20, () => {
      times.push(clock.now())
      if (times.length === 1) clock.block(33)
    })
    clock.run(100)
    expect(times).toEqual([20, 53, 60, 80, 100])
  })

  it('loses no tick to an event loop that stalls for 25 ms at each one', () => {
    const clock = new BusyClock()
    let ticks = 0
    const ticker = startTicker(clock, 20, () => ticks++)
    stall(clock, 20, 25)
    clock.run(60_000)
    expect(ticks).toBeGreaterThanOrEqual(2997)
    expect(ticks).toBeLessThanOrEqual(3001)
    expect(ticker.skipped).toBe(0)
  })

  it.each([
    { blockMs: 500, calls: 25, skipped: 0 },
    { blockMs: 520, calls: 25, skipped: 1 },
    { blockMs: 60_000, calls: 25, skipped: 2975 },
  ])('makes up for a stall of $blockMs ms with $calls calls, and skips $skipped', ({ blockMs, calls, skipped }) => {
    const clock = new BusyClock()
    let ticks = 0
    const ticker = startTicker(clock, 20, () => ticks++)
    clock.setTimer(1, () => clock.block(blockMs - 1))
    clock.run(blockMs)
    expect(ticks).toBe(calls)
    expect(ticker.skipped).toBe(skipped)
    clock.run(blockMs + 40)
    expect(ticks).toBe(calls + 2)
  })

  it('can be stopped by its callback, also while it catches up', () => {
    const clock = new BusyClock()
    let ticks = 0
    const ticker = startTicker(clock, 20, () => {
      if (++ticks === 2) ticker.stop()
    })
    clock.setTimer(1, () => clock.block(99))
    clock.run(1000)
    expect(ticks).toBe(2)
  })

  it('goes on after a callback that threw', () => {
    const clock = new BusyClock()
    let ticks = 0
    startTicker(clock, 20, () => {
      if (++ticks === 1) throw new Error('once')
    })
    expect(() => clock.run(20)).toThrow('once')
    clock.run(60)
    expect(ticks).toBe(3)
  })
})
