import { describe, expect, it } from 'vitest'
import { Metronome } from '../../src/simulator/audio/metronome.ts'
import { startSimulator } from '../../src/simulator/index.ts'
import { play, stage } from './play.ts'
import { Ear, LateClock, WatchedClock } from './sound.ts'

/** Beats by name, as they come. */
function metronome(periods: Readonly<Record<string, number>>) {
  const clock = new LateClock()
  const beats = new Metronome(clock)
  const happened: string[] = []
  const skipped: string[] = []
  const stops = Object.entries(periods).map(([name, periodMs]) =>
    beats.start(
      periodMs,
      () => happened.push(name),
      ticks => skipped.push(`${ticks} of ${name}`),
    ),
  )
  return { clock, happened, skipped, stops }
}

describe('the audio clock', () => {
  it.each([
    { name: 'a little early', jumps: [19, 1], ticks: 1 },
    { name: 'late by less than a tick', jumps: [39, 1], ticks: 2 },
    { name: 'late by many: all are made up for', jumps: [500], ticks: 25 },
    { name: 'late again and again: nothing drifts', jumps: [33, 33, 33, 33, 33, 33, 2], ticks: 10 },
    { name: 'late by 2 s and the tick itself', jumps: [2020], ticks: 101 },
  ])('$name', ({ jumps, ticks }) => {
    const { clock, happened, skipped } = metronome({ a: 20 })
    for (const ms of jumps) clock.jump(ms)
    expect(happened).toHaveLength(ticks)
    expect(skipped).toEqual([])
  })

  it('what is later than 2 s is skipped and counted, and the rhythm is kept', () => {
    const { clock, happened, skipped } = metronome({ a: 20 })
    clock.jump(10_000)
    expect([happened.length, skipped]).toEqual([101, ['399 of a']])
    clock.jump(19)
    expect(happened).toHaveLength(101)
    clock.jump(1)
    expect(happened).toHaveLength(102)
  })

  it('late ticks of several clocks come in the order in which they were due', () => {
    const { clock, happened } = metronome({ a: 20, b: 30 })
    clock.jump(120)
    expect(happened.join('')).toBe('abaababaab')
  })

  it('one that is stopped ticks no more, the others go on', () => {
    const { clock, happened, stops } = metronome({ a: 20, b: 20 })
    clock.jump(20)
    stops[0]?.()
    stops[0]?.()
    clock.jump(40)
    expect(happened.join('')).toBe('abbb')
  })

  it('a listener that fails stops nobody', () => {
    const clock = new LateClock()
    const beats = new Metronome(clock)
    let ticks = 0
    beats.start(
      20,
      () => {
        ticks++
        throw new Error('of the listener')
      },
      () => {},
    )
    expect(() => clock.jump(20)).toThrow('of the listener')
    expect(() => clock.jump(20)).toThrow('of the listener')
    expect(ticks).toBe(2)
  })

  it.each([
    { ppm: 0, frames: 30_000 },
    { ppm: 1000, frames: 30_030 },
    { ppm: -5000, frames: 29_850 },
  ])('with $ppm ppm ten minutes have $frames frames', async ({ ppm, frames }) => {
    const { sim, clock } = await stage([{ audioClockPpm: ppm }])
    const ear = new Ear()
    sim.modules[0]?.listen(ear.hear)
    // A deadline is a fraction, and the last one must not be missed by its last digit.
    await clock.advance(600_001)
    expect(ear.count).toBe(frames)
  })

  it.each([-5001, 5001, Number.NaN])('%d ppm are refused', async ppm => {
    await expect(startSimulator({ modules: [{ audioClockPpm: ppm }] })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining('ppm'),
    })
  })
})

describe('while there is no call and no listener, nothing runs', () => {
  it.each(['ec25', 'ec200u', 'ec600n', 'generic'] as const)('%s', async family => {
    const clock = new WatchedClock()
    const sim = await startSimulator({ clock, family, modules: 2 })
    const host = sim.modules[0]?.transport()
    const lines: string[] = []
    await host?.open({ onData: chunk => lines.push(Buffer.from(chunk).toString()), onLost: () => {} })
    const say = async (line: string) => {
      await host?.write(Buffer.from(`${line}\r`))
      await clock.advance(0)
    }
    expect(clock.waiting.size).toBe(0)
    await say('ATD5550101;')
    await clock.advance(5000)
    expect(clock.waiting.size).toBe(1)
    await say('ATH')
    expect(clock.waiting.size).toBe(0)
    const stop = sim.modules[1]?.listen(() => {})
    expect(clock.waiting.size).toBe(1)
    stop?.()
    expect(clock.waiting.size).toBe(0)
  })

  it('a restart ends the sound of the call', async () => {
    const scene = await stage([{ family: 'generic' }])
    await play(scene, ['> ATD5550101;', '< OK', '~ 800'])
    const ear = new Ear()
    scene.sim.network.subscriber('5550101').call?.listen(ear.hear)
    await scene.clock.advance(100)
    scene.sim.modules[0]?.reset()
    await scene.clock.advance(1000)
    expect(ear.count).toBe(5)
  })
})
