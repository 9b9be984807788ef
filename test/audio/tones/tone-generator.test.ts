import { describe, expect, test } from 'vitest'
import { hz, informationTone, modulated, tone } from '../../../src/audio/tones/tone.ts'
import { toneSamples, toneSource } from '../../../src/audio/tones/tone-generator.ts'
import { tonesOf } from '../../../src/audio/tones/tone-table.ts'
import { errorOf } from '../../support/error-of.ts'

const busy = tone('busy', 'itu', hz(425), 500, 500)
const dial = tone('dial', 'itu', hz(350, 440))

function dbfs(samples: Int16Array): number {
  const power = samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length
  return 10 * Math.log10((2 * power) / 32_767 ** 2)
}

/** What a source plays until it has nothing more, but at most so many frames. */
function framesOf(source: (frame: Int16Array) => boolean, most: number): Int16Array {
  const frames: number[] = []
  const frame = new Int16Array(160)
  for (let count = 0; count < most && source(frame); count++) frames.push(...frame)
  return Int16Array.from(frames)
}

describe('a generated tone', () => {
  test('follows its cadence to the sample', () => {
    const samples = toneSamples(busy, { ms: 2000 })
    expect(samples.length).toBe(16_000)
    expect(samples.subarray(4000, 8000).every(sample => sample === 0)).toBe(true)
    expect(samples.subarray(12_000).every(sample => sample === 0)).toBe(true)
    expect(samples.subarray(8000, 12_000).filter(sample => sample !== 0).length).toBeGreaterThan(3900)
  })

  test.each([
    ['one frequency', hz(425), -20],
    ['two', hz(440, 480), -15],
    ['three', hz(400, 425, 450), -6],
    ['a modulated one', modulated(400, 25), -6],
  ] as const)('has the level asked for, whatever sounds: %s', (_, signal, levelDbfs) => {
    // Whole periods of every beat: 200 ms; without the ramps at its ends.
    const samples = toneSamples(tone('dial', 'itu', signal), { levelDbfs, ms: 1000 }).subarray(1600, 6400)
    expect(dbfs(samples)).toBeCloseTo(levelDbfs, 1)
    expect(Math.max(...samples)).toBeLessThan(32_767)
  })

  test('softens the segments that are softer', () => {
    const congestion = tonesOf('au').tones.find(({ kind }) => kind === 'congestion') ?? busy
    const samples = toneSamples(congestion, { levelDbfs: -10, ms: 1500 })
    expect(dbfs(samples.subarray(200, 2600))).toBeCloseTo(-10, 0)
    expect(dbfs(samples.subarray(6200, 8600))).toBeCloseTo(-20, 0)
  })

  test.each([
    ['busy', busy],
    ['special information', informationTone('itu')],
    ['ring-back', tone('ringback', 'itu', modulated(425, 24), 400, 200)],
  ] as const)('never clicks: %s', (_, one) => {
    const samples = toneSamples(one, { levelDbfs: -10, ms: 3050 })
    const highestHz = Math.max(...one.segments.flatMap(({ signal }) => signal?.hz ?? []))
    const peak = samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0)
    // No step is higher than that of a sine of the highest frequency and of the peak; a cut tone would step by its peak.
    const steepest = 1.1 * peak * 2 * Math.PI * ((highestHz + 25) / 8000)
    let step = Math.max(Math.abs(samples[0] ?? 0), Math.abs(samples.at(-1) ?? 0))
    for (let at = 1; at < samples.length; at++)
      step = Math.max(step, Math.abs((samples[at] ?? 0) - (samples[at - 1] ?? 0)))
    expect(step).toBeLessThan(steepest)
    expect(Math.abs(samples.at(-1) ?? 0)).toBeLessThan(100)
  })

  test('is the same frame by frame, and keeps its phase through a cycle without gaps', () => {
    const frames = framesOf(toneSource(busy), 150)
    expect(frames).toEqual(toneSamples(busy, { ms: 5000 }).subarray(0, 24_000))
    const joined = tone('dial', 'itu', hz(350, 440))
    const halves = { segments: [...joined.segments, ...joined.segments].map(one => ({ ...one, ms: 333 })) }
    const whole = framesOf(toneSource(joined), 50)
    const cut = framesOf(toneSource(halves), 50)
    // Away from the seams the two are one.
    expect(cut.subarray(4000, 5000)).toEqual(whole.subarray(4000, 5000))
  })

  test('ends after the cycles asked for; without a number it goes on', () => {
    expect(framesOf(toneSource(busy, { cycles: 2 }), 1000).length).toBe(16_000)
    expect(framesOf(toneSource(busy, { cycles: 1.005 }), 1000).length).toBe(8160)
    expect(framesOf(toneSource(busy), 1000).length).toBe(160_000)
    expect(framesOf(toneSource(dial, { cycles: 1 }), 1000).length).toBe(160_000)
  })

  test.each([
    ['a level above -6 dBFS', () => toneSource(busy, { levelDbfs: 0 })],
    ['a level below -70 dBFS', () => toneSource(busy, { levelDbfs: -71 })],
    ['no level', () => toneSource(busy, { levelDbfs: Number.NaN })],
    ['no cycle', () => toneSource(busy, { cycles: 0 })],
    ['no time', () => toneSamples(busy, { ms: 0 })],
    ['endless samples', () => toneSamples(busy, { ms: Number.POSITIVE_INFINITY })],
    ['no segments', () => toneSource({ segments: [] })],
    ['a segment of no time', () => toneSource(tone('busy', 'itu', hz(425), 500, 0))],
  ] as const)('refuses %s', async (_, attempt) => {
    expect(await errorOf(Promise.resolve().then<unknown>(attempt))).toMatchObject({ code: 'INVALID_ARGUMENT' })
  })
})
