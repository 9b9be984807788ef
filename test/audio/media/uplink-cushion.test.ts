import { describe, expect, test } from 'vitest'
import { UplinkCushion } from '../../../src/audio/media/uplink-cushion.ts'

/** Bursts of so many frames, 20 ms of the clock for each, and how many of each burst are to be sent. */
type Story = readonly [name: string, cushion: number, bursts: readonly number[], sent: readonly number[]]

const stories: readonly Story[] = [
  ['one each 20 ms', 3, [1, 1, 1, 1], [1, 1, 1, 1]],
  ['a stall within the cushion loses nothing', 3, [1, 3, 1, 1], [1, 3, 1, 1]],
  ['a stall beyond it loses what came too late, once', 3, [1, 10, 1, 1, 1], [1, 3, 1, 1, 1]],
  ['the second burst within 2 s: the device is like that', 3, [5, 5, 5, 5, 5], [3, 5, 5, 5, 5]],
  ['two stalls more than 2 s apart are two accidents', 3, [5, ...ones(100), 5], [3, ...ones(100), 3]],
  ['no cushion', 0, [1, 1, 1], [1, 1, 1]],
  ['no cushion, and a stall', 0, [1, 4, 1, 1], [1, 1, 1, 1]],
  ['no cushion, and a device of 40 ms', 0, [2, 2, 2, 2], [1, 2, 2, 2]],
  ['never more ahead than 500 ms', 25, [100, 100, 100], [25, 25, 25]],
]

test.each(stories)('%s', (_, frames, bursts, sent) => {
  const cushion = new UplinkCushion(frames)
  expect(cushion.fill()).toBe(frames)
  let nowMs = 0
  const given = bursts.map(burst => {
    nowMs += 20 * burst
    return cushion.advance(burst, nowMs)
  })
  expect(given).toEqual(sent)
})

describe('a larger cushion for a device that delivers in bursts', () => {
  test('is given up after 5 s without one, and the surplus is left out', () => {
    const cushion = new UplinkCushion(3)
    cushion.fill()
    let nowMs = 0
    const burst = (frames: number) => {
      nowMs += 20 * frames
      return cushion.advance(frames, nowMs)
    }
    expect([burst(5), burst(5)]).toEqual([3, 5])
    const sent = ones(300).map(burst)
    expect(sent.slice(0, 249)).toEqual(ones(249))
    expect(sent.filter(count => count === 0)).toHaveLength(2)
    expect(sent.slice(260)).toEqual(ones(40))
  })
})

test('pieces of one burst are reckoned together', () => {
  const cushion = new UplinkCushion(3)
  cushion.fill()
  expect([cushion.advance(2, 1000), cushion.advance(2, 1002), cushion.advance(1, 1004)]).toEqual([2, 1, 0])
  expect(cushion.advance(1, 1020)).toBe(1)
})

test('a frame right behind a complete burst is the next one', () => {
  const cushion = new UplinkCushion(3)
  cushion.fill()
  expect([cushion.advance(1, 1000), cushion.advance(10, 1200), cushion.advance(1, 1203)]).toEqual([1, 3, 1])
})

test('a surplus that turned up is left out', () => {
  const cushion = new UplinkCushion(3)
  cushion.fill()
  cushion.addSurplus(2)
  expect(ones(4).map((count, index) => cushion.advance(count, 20 * index))).toEqual([0, 0, 1, 1])
})

function ones(count: number): number[] {
  return Array.from({ length: count }, () => 1)
}
