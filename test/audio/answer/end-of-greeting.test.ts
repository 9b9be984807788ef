import { describe, expect, test } from 'vitest'
import {
  EndOfGreeting,
  type EndOfGreetingOptions,
  type GreetingEnd,
} from '../../../src/audio/answer/end-of-greeting.ts'
import { errorOf } from '../../support/error-of.ts'
import { line, sines, talk } from '../voice-activity/talker.ts'

const second = 8000

function endOf(samples: Int16Array, options?: EndOfGreetingOptions, piece = 160): GreetingEnd | null {
  const detector = new EndOfGreeting(options)
  for (let from = 0; from < samples.length; from += piece) {
    const end = detector.process(samples.subarray(from, from + piece))
    if (end) return end
  }
  return null
}

describe('a message may start', () => {
  test.each([
    { name: 'after the beep', parts: [0.5, talk(3), 0.6, sines(0.4, [1000]), 3], by: 'beep', over: 4.5, within: 1 },
    { name: 'after a late beep', parts: [0.5, talk(3), 1.8, sines(1, [1000]), 3], by: 'beep', over: 6.3, within: 1 },
    {
      name: 'after a beep in noise',
      parts: [1, talk(3), 0.6, sines(0.3, [600]), 3],
      noise: 300,
      by: 'beep',
      over: 4.9,
      within: 1,
    },
    { name: 'after 2 s of silence', parts: [0.5, talk(3), 4], by: 'silence', over: 5.5, within: 0.2 },
    {
      name: 'after the last sentence, not in a pause before it',
      parts: [0.5, talk(2), 1.5, talk(2, { seed: 8 }), 4],
      by: 'silence',
      over: 8,
      within: 0.2,
    },
    { name: 'after 4 s in which nobody spoke', parts: [9], by: 'silence', over: 4, within: 0.2 },
  ] as const)('$name', ({ parts, by, over, within, ...rest }) => {
    const end = endOf(line([...parts], 'noise' in rest ? rest.noise : 10))

    expect(end?.by).toBe(by)
    expect(end?.atSample).toBeGreaterThanOrEqual((over - 0.15) * second)
    expect(end?.atSample).toBeLessThanOrEqual((over + within) * second)
  })

  test('not before who is slow to speak has spoken', () => {
    const end = endOf(line([3, talk(2), 4]))

    expect(end?.atSample).toBeGreaterThanOrEqual(6.85 * second)
  })

  test('after a silence of the length asked for', () => {
    const end = endOf(line([0.5, talk(1), 4]), { silenceMs: 800 })

    expect(Math.abs((end?.atSample ?? 0) - 2.3 * second)).toBeLessThan(0.15 * second)
  })
})

test('the end names the beep', () => {
  const end = endOf(line([0.5, talk(2), 0.5, sines(0.4, [1500]), 1]))

  expect(end?.by === 'beep' && Math.round(end.beep.frequency / 10)).toBe(150)
})

test('the end is told once', () => {
  const detector = new EndOfGreeting()
  const samples = line([0.5, talk(1), 3])

  expect(detector.process(samples)).not.toBeNull()
  expect(detector.process(samples)).toBeNull()
})

test('there is no end while somebody speaks', () => {
  expect(endOf(line([0.5, talk(30, { seed: 6 })]))).toBeNull()
})

test.each([499, 30_001, Number.NaN])('the silence is not %d ms', async silenceMs => {
  const error = await errorOf(Promise.resolve().then(() => new EndOfGreeting({ silenceMs })))

  expect(error).toMatchObject({ code: 'INVALID_ARGUMENT' })
})
