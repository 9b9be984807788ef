import { describe, expect, it } from 'vitest'
import { DriftResampler, RESAMPLER_HISTORY } from '../../../src/audio/clocks/drift-resampler.ts'
import { FRAME_SAMPLES } from '../../../src/audio/frame.ts'
import { SampleWindow } from '../../../src/audio/sample-window.ts'
import { continuousTone, distortionDb } from '../../support/tone-purity.ts'

/** A second of a tone, read at `speed`. */
function resampled(hertz: number, speed: number): Int16Array {
  const window = new SampleWindow(2000, RESAMPLER_HISTORY)
  const resampler = new DriftResampler()
  const fill = continuousTone(hertz, 16_000)
  const written = new Int16Array(FRAME_SAMPLES)
  const out = new Int16Array(50 * FRAME_SAMPLES)
  for (let at = 0; at < out.length; at += FRAME_SAMPLES) {
    while (resampler.readable(window, speed) < FRAME_SAMPLES) {
      fill(written)
      window.append(written)
    }
    resampler.read(window, speed, out.subarray(at, at + FRAME_SAMPLES), FRAME_SAMPLES)
  }
  return out
}

describe('the resampler', () => {
  it('gives samples unchanged at speed 1', () => {
    const out = resampled(1000, 1)
    const expected = new Int16Array(out.length)
    continuousTone(1000, 16_000)(expected)
    expect(out).toEqual(expected)
  })

  it.each(
    [300, 700, 1000, 2000, 3400].flatMap(hertz => [0.96, 0.999_5, 1.000_5, 1.04].map(speed => [hertz, speed] as const)),
  )('keeps %i Hz pure at speed %d: THD+N below -70 dB', (hertz, speed) => {
    // The first samples are interpolated with the silence before them.
    const out = resampled(hertz, speed).subarray(FRAME_SAMPLES)
    expect(distortionDb(out, hertz * speed)).toBeLessThan(-70)
  })

  it('takes as many samples as it is told to, to a fraction', () => {
    const window = new SampleWindow(2000, RESAMPLER_HISTORY)
    const resampler = new DriftResampler()
    window.append(new Int16Array(2000))
    const out = new Int16Array(FRAME_SAMPLES)
    for (let frame = 0; frame < 10; frame++) resampler.read(window, 1.000_123, out, FRAME_SAMPLES)
    expect(resampler.waiting(window)).toBeCloseTo(2000 - 1600 * 1.000_123, 9)
  })
})

describe('the measure of purity', () => {
  it('finds what was added to a tone', () => {
    const samples = new Int16Array(1600)
    continuousTone(1000, 16_000)(samples)
    expect(distortionDb(samples, 1000)).toBeLessThan(-85)
    const hum = new Int16Array(1600)
    continuousTone(440, 160)(hum)
    for (const [at, sample] of hum.entries()) samples[at] = (samples[at] ?? 0) + sample
    expect(distortionDb(samples, 1000)).toBeCloseTo(-40, 1)
    expect(distortionDb(samples, 1000.5)).toBeCloseTo(-40, 1)
  })
})
