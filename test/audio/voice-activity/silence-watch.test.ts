import { describe, expect, test } from 'vitest'
import { type SilenceEvent, SilenceWatch } from '../../../src/audio/voice-activity/silence-watch.ts'
import { errorOf } from '../../support/error-of.ts'
import { hiss, line } from './talker.ts'

const second = 8000
const zeros = new Int16Array(10 * second)
const constant = new Int16Array(10 * second).fill(-300)
const dithered = new Int16Array(10 * second).map((_, index) => 5 + (index % 2))
const idleALaw = new Int16Array(10 * second).map((_, index) => (index % 2 === 0 ? 8 : -8))
const noise = hiss(10, 5)

function watched(downlink: Int16Array, uplink: Int16Array | null, watch = new SilenceWatch()): readonly SilenceEvent[] {
  const events: SilenceEvent[] = []
  for (let from = 0; from < downlink.length; from += 160) {
    events.push(...watch.process(downlink.subarray(from, from + 160), uplink?.subarray(from, from + 160) ?? null))
  }
  return events
}

describe('after 4 s', () => {
  test.each([
    { name: 'both ways zero', downlink: zeros, uplink: zeros, told: [{ kind: 'dead-air' }] },
    { name: 'both ways at a constant', downlink: constant, uplink: constant, told: [{ kind: 'dead-air' }] },
    { name: 'a dithered zero', downlink: dithered, uplink: zeros, told: [{ kind: 'dead-air' }] },
    { name: 'only the downlink known, and dead', downlink: zeros, uplink: null, told: [{ kind: 'dead-air' }] },
    { name: 'a dead downlink', downlink: zeros, uplink: noise, told: [{ kind: 'one-way', dead: 'downlink' }] },
    { name: 'a dead uplink', downlink: noise, uplink: constant, told: [{ kind: 'one-way', dead: 'uplink' }] },
    { name: 'noise both ways', downlink: noise, uplink: noise, told: [] },
    { name: 'quiet noise, only one way known', downlink: hiss(10, 2), uplink: null, told: [] },
  ])('$name', ({ downlink, uplink, told }) => {
    expect(watched(downlink, uplink)).toEqual(told.map(event => ({ ...event, atSample: 4 * second })))
  })

  test('an idle A-law line is dead for who allows for its two codes', () => {
    expect(watched(idleALaw, null)).toEqual([])
    expect(watched(idleALaw, null, new SilenceWatch({ tolerance: 16 }))).toHaveLength(1)
  })
})

describe('a change', () => {
  test('of one way, then of the other, then back', () => {
    const downlink = line([hiss(2, 9), 8, hiss(2, 9)], 0)
    const uplink = line([hiss(4, 9), 8], 0)

    expect(watched(downlink, uplink)).toEqual([
      { kind: 'one-way', dead: 'downlink', atSample: 6 * second },
      { kind: 'dead-air', atSample: 8 * second },
      { kind: 'one-way', dead: 'uplink', atSample: 10 * second + 160 },
    ])
  })

  test('is the state of the line', () => {
    const watch = new SilenceWatch({ afterMs: 500 })
    expect(watch.line).toEqual({ kind: 'alive' })
    watched(zeros.subarray(0, second), null, watch)
    expect(watch.line).toEqual({ kind: 'dead-air' })
    watched(noise.subarray(0, 160), null, watch)
    expect(watch.line).toEqual({ kind: 'alive' })
  })

  test('to another constant is no sound', () => {
    const steps = new Int16Array(8 * second).map((_, index) => (index < second ? 0 : 700))

    expect(watched(steps, null)).toEqual([{ kind: 'dead-air', atSample: 5 * second }])
  })
})

test.each([{ afterMs: 99 }, { afterMs: 60_001 }, { afterMs: Number.NaN }, { tolerance: -1 }, { tolerance: 65 }])(
  'refuses %j',
  async options => {
    const error = await errorOf(Promise.resolve().then(() => new SilenceWatch(options)))

    expect(error).toMatchObject({ code: 'INVALID_ARGUMENT' })
  },
)
