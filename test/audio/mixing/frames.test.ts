import { describe, expect, it } from 'vitest'
import { applyGain, gainFactor } from '../../../src/audio/mixing/gain.ts'
import { mixFrames } from '../../../src/audio/mixing/mix-frames.ts'

describe('mixing two frames', () => {
  it.each([
    [1, 2, 3],
    [32_767, 1, 32_767],
    [-32_768, -1, -32_768],
    [32_767, -32_768, -1],
    [20_000, 20_000, 32_767],
  ])('makes %i and %i to %i', (a, b, sum) => {
    const out = new Int16Array(1)
    mixFrames(Int16Array.of(a), Int16Array.of(b), out)
    expect(out[0]).toBe(sum)
  })

  it('can put the sum in the place of one of them', () => {
    const a = Int16Array.of(1, 2, 3)
    mixFrames(a, Int16Array.of(10, 20, 30), a)
    expect([...a]).toEqual([11, 22, 33])
  })
})

describe('a gain', () => {
  it.each([
    { gainDb: 0, from: [-32_768, 5, 32_767], to: [-32_768, 5, 32_767] },
    { gainDb: 6, from: [1000, 20_000, -20_000], to: [1995, 32_767, -32_768] },
    { gainDb: -20, from: [1000, 14, -16], to: [100, 1, -2] },
  ])('of $gainDb dB makes $from to $to', ({ gainDb, from, to }) => {
    const frame = Int16Array.from(from)
    applyGain(frame, gainDb)
    expect([...frame]).toEqual(to)
  })

  it('can leave the frame as it is', () => {
    const frame = Int16Array.of(100)
    const out = new Int16Array(1)
    applyGain(frame, 20, out)
    expect([frame[0], out[0]]).toEqual([100, 1000])
  })

  it.each([-40.1, 20.1, Number.NaN, Number.POSITIVE_INFINITY])('of %d dB is refused', gainDb => {
    expect(() => gainFactor(gainDb)).toThrow('-40 to 20 dB')
  })
})
