import { describe, expect, test } from 'vitest'
import { RateConverter } from '../../../src/audio/files/convert-rate.ts'
import { errorOf } from '../../support/error-of.ts'
import { tone } from '../../support/wav-bytes.ts'

const AMPLITUDE = 16_000

function convert(input: Int16Array, from: number, to: number, pieces = [input.length]): Int16Array {
  const converter = new RateConverter(from, to)
  const output = new Int16Array(converter.maxOutput(input.length) + pieces.length)
  let written = 0
  let taken = 0
  while (taken < input.length) {
    const piece = pieces[Math.min(pieces.length - 1, taken === 0 ? 0 : 1)] ?? input.length
    written += converter.convert(input.subarray(taken, taken + piece), output.subarray(written))
    taken += piece
  }
  return output.subarray(0, written + converter.finish(output.subarray(written)))
}

/** dB of `samples` against a sine of {@link AMPLITUDE}, the ends left out, where the filter meets silence. */
function level(samples: Int16Array, rate: number): number {
  const middle = samples.subarray(rate / 20, samples.length - rate / 20)
  const power = middle.reduce((sum, sample) => sum + sample * sample, 0) / middle.length
  return 10 * Math.log10(power / (AMPLITUDE ** 2 / 2) + 1e-12)
}

/** The same without the part at `frequency`: what the conversion has added. */
function levelWithout(frequency: number, samples: Int16Array, rate: number): number {
  const start = rate / 20
  const middle = samples.subarray(start, samples.length - start)
  const angle = (n: number) => (2 * Math.PI * frequency * n) / rate
  // The sine and cosine that fit best; the lengths are whole periods of all frequencies used.
  const part = (wave: (x: number) => number) =>
    (2 / middle.length) * middle.reduce((sum, sample, n) => sum + sample * wave(angle(n)), 0)
  const [cosine, sine] = [part(Math.cos), part(Math.sin)]
  const rest = middle.map((sample, n) => sample - cosine * Math.cos(angle(n)) - sine * Math.sin(angle(n)))
  return level(Int16Array.of(...new Int16Array(start), ...rest, ...new Int16Array(start)), rate)
}

const passed = [50, 100, 300, 500, 1000, 1500, 2000, 2500, 3000, 3200, 3300, 3400]
const rates = [4000, 6000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000]

describe.each(rates.filter(rate => rate > 8000))('%i Hz to 8000 Hz', rate => {
  test('is level to 0.1 dB up to 3400 Hz', () => {
    for (const frequency of passed) {
      const output = convert(tone(frequency, 0.5, rate, AMPLITUDE), rate, 8000)
      expect(Math.abs(level(output, 8000)), `${frequency} Hz`).toBeLessThan(0.1)
    }
  })

  test('lets nothing above 4000 Hz come back as an alias: 60 dB down', () => {
    for (let frequency = 4000; frequency < rate / 2; frequency += frequency < 6000 ? 100 : 1730) {
      const output = convert(tone(frequency, 0.2, rate, AMPLITUDE), rate, 8000)
      expect(level(output, 8000), `${frequency} Hz`).toBeLessThan(-60)
    }
  })
})

describe.each([16_000, 44_100, 48_000])('8000 Hz to %i Hz', rate => {
  test('is level to 0.1 dB, and images are 60 dB down, up to 3400 Hz', () => {
    for (const frequency of passed) {
      const output = convert(tone(frequency, 0.5, 8000, AMPLITUDE), 8000, rate)
      expect(Math.abs(level(output, rate)), `${frequency} Hz`).toBeLessThan(0.1)
      expect(levelWithout(frequency, output, rate), `images of ${frequency} Hz`).toBeLessThan(-60)
    }
  })
})

test.each(rates)('%i Hz: as many samples as the time has, whatever the pieces', rate => {
  const input = tone(440, 0.3, rate, AMPLITUDE)
  const whole = convert(input, rate, 8000)
  expect(whole.length).toBe(Math.ceil((input.length * 8000) / rate))
  expect(convert(input, rate, 8000, [1, 77])).toEqual(whole)
  expect(convert(input, rate, 8000, [2500, 1023])).toEqual(whole)
})

test('sound stays where it was: a click at 100 ms of 48 kHz is at 100 ms of 8 kHz', () => {
  const input = new Int16Array(9600)
  input[4800] = 30_000
  const output = convert(input, 48_000, 8000)
  expect(output.indexOf(Math.max(...output))).toBe(800)
})

test.each([
  [48_000, 8000, 960, 160],
  [8000, 48_000, 160, 960],
  [16_000, 8000, 320, 160],
  [8000, 16_000, 160, 320],
])('live, %i Hz to %i Hz: each 20 ms give 20 ms at once, at most 5 ms late', (from, to, taken, given) => {
  const converter = new RateConverter(from, to, 'live')
  const click = new Int16Array(taken)
  click[taken / 2] = 30_000
  const output = new Int16Array(converter.maxOutput(taken))
  expect(converter.convert(click, output)).toBe(given)
  const delay = (output.indexOf(Math.max(...output)) / to - 0.01) * 1000
  expect(delay).toBeCloseTo(converter.delayMs, 0)
  expect(converter.delayMs).toBeLessThan(5)
  for (let frame = 0; frame < 10; frame++) expect(converter.convert(new Int16Array(taken), output)).toBe(given)
})

test('what is louder than a sample can be is cut, not wrapped', () => {
  const square = Int16Array.from({ length: 4800 }, (_, n) => (n % 48 < 24 ? 32_767 : -32_768))
  const output = convert(square, 48_000, 8000)
  expect(Math.max(...output)).toBe(32_767)
  const turned = output.filter((sample, n) => n > 40 && Math.abs(sample - (output[n - 8] ?? 0)) > 2000)
  expect(turned.length).toBe(0)
})

test('a ratio that would need a filter of gigabytes is refused', async () => {
  const { code, message } = await errorOf(Promise.resolve().then(() => new RateConverter(191_999, 8000)))
  expect([code, message]).toEqual(['AUDIO_FILE_UNSUPPORTED', expect.stringContaining('191999')])
})
