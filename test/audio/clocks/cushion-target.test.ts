import { describe, expect, it } from 'vitest'
import { CushionTarget } from '../../../src/audio/clocks/cushion-target.ts'

/** Pulls with sound, but for those at which a gap was over; the target after each. */
function targetsAfter(target: CushionTarget, pulls: number, gaps: readonly number[], silentPulls = 3): number[] {
  return Array.from({ length: pulls }, (_, pull) => {
    if (gaps.includes(pull)) target.hadGap(silentPulls)
    else target.played()
    return target.samples
  })
}

describe('the target of a cushion', () => {
  it('does not change for one gap a minute', () => {
    const targets = targetsAfter(new CushionTarget(480, 1280), 30_000, [100, 3100, 6100, 9100])
    expect(Math.max(...targets)).toBe(480)
  })

  it('becomes a frame more with each gap that comes within 10 s of another, up to its limit', () => {
    const gaps = [10, 100, 200, 300, 400, 500, 600, 700]
    const targets = targetsAfter(new CushionTarget(480, 1280), 701, gaps)
    expect(gaps.map(gap => targets[gap])).toEqual([480, 640, 800, 960, 1120, 1280, 1280, 1280])
  })

  it('does not change for one who stops and starts', () => {
    const stops = [100, 200, 300, 400]
    expect(targetsAfter(new CushionTarget(480, 1280), 500, stops, 26).at(-1)).toBe(480)
    expect(targetsAfter(new CushionTarget(480, 1280), 500, stops, 25).at(-1)).toBe(960)
  })

  it('becomes half a frame less after each minute without a gap, and no less than was asked for', () => {
    const targets = targetsAfter(new CushionTarget(480, 1280), 15_000, [10, 20])
    expect([20, 3019, 3020, 6020, 14_000].map(pull => targets[pull])).toEqual([640, 640, 560, 480, 480])
  })
})
