import { expect, test } from 'vitest'
import { squaredMagnitudes, TRANSFORM_SAMPLES } from '../../../src/audio/voice-activity/fourier.ts'
import { BIN_HZ, HOP_SAMPLES, PowerSpectrum } from '../../../src/audio/voice-activity/power-spectrum.ts'
import { random } from '../../support/random.ts'
import { sines } from './talker.ts'

test('the transform is that of its definition', () => {
  const uniform = random(1)
  const samples = Float64Array.from({ length: TRANSFORM_SAMPLES }, () => uniform() - 0.5)
  const power = new Float64Array(TRANSFORM_SAMPLES / 2 + 1)

  squaredMagnitudes(samples, power)

  for (const [bin, value] of power.entries()) {
    let re = 0
    let im = 0
    for (const [index, sample] of samples.entries()) {
      re += sample * Math.cos((2 * Math.PI * bin * index) / TRANSFORM_SAMPLES)
      im -= sample * Math.sin((2 * Math.PI * bin * index) / TRANSFORM_SAMPLES)
    }
    expect(value).toBeCloseTo(re * re + im * im, 8)
  }
})

test.each([312.5, 1000, 1234, 3300])('a sine of %d Hz shows in its bins, with its power', hz => {
  const spectrum = new PowerSpectrum()
  for (let at = 0, samples = sines(0.1, [hz], -6); at < 640; ) at = spectrum.feed(samples, at)

  const total = spectrum.power.reduce((sum, power) => sum + power, 0)
  expect(10 * Math.log10(total)).toBeCloseTo(-6 - 3.01, 1)
  expect(spectrum.power.indexOf(Math.max(...spectrum.power))).toBe(Math.round(hz / BIN_HZ))
})

test('a spectrum comes with each 10 ms, however the samples come', () => {
  const spectrum = new PowerSpectrum()
  const samples = sines(0.2, [700])
  let complete = 0
  for (let at = 0; at < samples.length; ) {
    const next = spectrum.feed(samples.subarray(0, Math.min(at + 7, samples.length)), at)
    expect(next).toBeGreaterThan(at)
    at = next
    if (!spectrum.complete) continue
    complete++
    expect(at).toBe(complete * HOP_SAMPLES)
  }
  expect(complete).toBe(20)
})
