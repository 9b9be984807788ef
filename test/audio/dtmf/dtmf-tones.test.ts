import { describe, expect, it } from 'vitest'
import { DtmfDetector } from '../../../src/audio/dtmf/dtmf-detector.ts'
import { type DtmfToneOptions, dtmfSamples, dtmfSource } from '../../../src/audio/dtmf/dtmf-tones.ts'
import { dtmfKeys } from '../../../src/audio/dtmf/keypad.ts'
import { CellvoiceError } from '../../../src/base/error.ts'

function levelOf(samples: Int16Array, hertz: number): number {
  let cosine = 0
  let sine = 0
  for (const [at, sample] of samples.entries()) {
    cosine += sample * Math.cos((2 * Math.PI * hertz * at) / 8000)
    sine += sample * Math.sin((2 * Math.PI * hertz * at) / 8000)
  }
  return 20 * Math.log10((2 * Math.hypot(cosine, sine)) / samples.length / 32_768)
}

describe('keys to send', () => {
  it('are heard by the detector, in order', () => {
    const keys = dtmfKeys.join('')
    const events = new DtmfDetector().process(dtmfSamples(keys, { toneMs: 65, gapMs: 65 }))
    expect(events.map(({ kind, digit }) => (kind === 'start' ? digit : '')).join('')).toBe(keys)
  })

  const levels: readonly (readonly [DtmfToneOptions, low: number, high: number])[] = [
    [{}, -11, -9],
    [{ twistDb: 0, levelDbfs: -20 }, -20, -20],
    [{ twistDb: 4, levelDbfs: -10 }, -14, -10],
    [{ twistDb: -8, levelDbfs: -7 }, -7, -15],
  ]

  it.each(levels)('with %j have a low tone of %d and a high tone of %d dB of full scale', (options, low, high) => {
    const samples = dtmfSamples('5', { toneMs: 1000, ...options }).subarray(0, 8000)
    expect(levelOf(samples, 770)).toBeCloseTo(low, 0)
    expect(levelOf(samples, 1336)).toBeCloseTo(high, 0)
  })

  it('last as long as asked for, each with its pause', () => {
    const samples = dtmfSamples('12', { toneMs: 70, gapMs: 50 })
    expect(samples).toHaveLength(2 * 960)
    expect(samples.subarray(560, 960).every(sample => sample === 0)).toBe(true)
    expect(samples.subarray(540, 560).some(sample => sample !== 0)).toBe(true)
  })

  it('rise and fall softly: the first and the last 0.5 ms stay below a sixth of the peak', () => {
    for (const key of dtmfKeys) {
      const samples = dtmfSamples(key, { toneMs: 50, gapMs: 50 })
      const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
      const edges = [...samples.subarray(0, 4), ...samples.subarray(397, 401)]
      expect(Math.max(...edges.map(Math.abs))).toBeLessThan(peak / 6)
    }
  })

  it('never clip, at the highest level', () => {
    const samples = dtmfSamples(dtmfKeys.join(''), { levelDbfs: -7, twistDb: 0 })
    expect(samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)).toBeLessThan(32_767)
  })

  it('come in frames as well, until there are no more', () => {
    const options = { toneMs: 65, gapMs: 45 }
    const source = dtmfSource('4711', options)
    const heard: number[] = []
    const frame = new Int16Array(160)
    while (source(frame)) heard.push(...frame)
    const samples = dtmfSamples('4711', options)
    expect(heard).toHaveLength(Math.ceil(samples.length / 160) * 160)
    expect(heard.slice(0, samples.length)).toEqual([...samples])
    expect(heard.slice(samples.length).every(sample => sample === 0)).toBe(true)
    expect(source(frame)).toBe(false)
  })

  const wrong: readonly (readonly [string, DtmfToneOptions])[] = [
    ['', {}],
    ['12 3', {}],
    ['a', {}],
    ['+44', {}],
    ['1\n', {}],
    ['1', { toneMs: 39 }],
    ['1', { gapMs: 10_001 }],
    ['1', { toneMs: Number.NaN }],
    ['1', { levelDbfs: -6 }],
    ['1', { twistDb: 5 }],
  ]

  it.each(wrong)('%j with %j are refused', (keys, options) => {
    for (const make of [dtmfSamples, dtmfSource]) {
      let error: unknown
      try {
        make(keys, options)
      } catch (thrown) {
        error = thrown
      }
      expect(CellvoiceError.is(error, 'INVALID_ARGUMENT')).toBe(true)
    }
  })
})
