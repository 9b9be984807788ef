import { describe, expect, test } from 'vitest'
import { AnswerClassifier } from '../../../src/audio/answer/answer-classifier.ts'
import type { AnswerVerdict } from '../../../src/audio/answer/answer-verdict.ts'
import { errorOf } from '../../support/error-of.ts'
import { line, sines, talk } from '../voice-activity/talker.ts'

const second = 8000

function verdictOn(samples: Int16Array, classifier = new AnswerClassifier(), piece = 160): AnswerVerdict | null {
  for (let from = 0; from < samples.length; from += piece) {
    const verdict = classifier.process(samples.subarray(from, from + piece))
    if (verdict) return verdict
  }
  return null
}

/** The answer tone of a modem (ITU-T V.8): 2100 Hz whose phase turns each 450 ms and whose level swings at 15 Hz. */
function modulatedAnswerTone(seconds: number): Int16Array {
  return Int16Array.from({ length: seconds * second }, (_, index) => {
    const turn = Math.floor(index / (0.45 * second)) % 2 === 0 ? 1 : -1
    const swing = 1 + 0.2 * Math.sin((2 * Math.PI * 15 * index) / second)
    return Math.round(6000 * turn * swing * Math.sin((2 * Math.PI * 2100 * index) / second))
  })
}

describe('who answered', () => {
  test.each([
    { name: 'a short greeting, then silence', parts: [0.5, talk(0.8), 4], verdict: 'live', reason: 'pause' },
    { name: 'a word, in noise', parts: [0.5, talk(0.4), 4], noise: 300, verdict: 'live', reason: 'pause' },
    { name: 'a long greeting', parts: [0.5, talk(8)], verdict: 'machine', reason: 'long-greeting' },
    {
      name: 'a long greeting in noise',
      parts: [0.5, talk(8)],
      noise: 400,
      verdict: 'machine',
      reason: 'long-greeting',
    },
    {
      name: 'a long greeting with short pauses',
      parts: [0.3, talk(0.8), 0.35, talk(1, { seed: 2 }), 0.4, talk(3, { seed: 3 })],
      verdict: 'machine',
      reason: 'long-greeting',
    },
    {
      name: 'a short greeting, then a beep',
      parts: [0.5, talk(2), 0.9, sines(0.4, [1000]), 2],
      verdict: 'machine',
      reason: 'beep',
    },
    { name: 'a greeting of 2 s, then silence', parts: [0.3, talk(2), 4], verdict: 'live', reason: 'pause' },
    { name: 'a calling fax', parts: [1, sines(0.5, [1100]), 4], verdict: 'fax', reason: 'cng' },
    { name: 'a called fax', parts: [1.5, sines(3, [2100]), 1], verdict: 'fax', reason: 'ced' },
    { name: 'a called modem', parts: [1.5, modulatedAnswerTone(3), 1], verdict: 'fax', reason: 'ced' },
    { name: 'nobody', parts: [7], verdict: 'unknown', reason: 'silence' },
    { name: 'nobody, in loud noise', parts: [7], noise: 2000, verdict: 'unknown', reason: 'silence' },
  ] as const)('$name', ({ parts, verdict, reason, ...rest }) => {
    const noise = 'noise' in rest ? rest.noise : 10

    expect(verdictOn(line([...parts], noise))).toMatchObject({ verdict, reason })
  })
})

describe('the verdict', () => {
  test('says when it was known and what it rests on', () => {
    const verdict = verdictOn(line([0.5, talk(0.8), 4]))

    expect(verdict?.features.onsetMs).toBeGreaterThanOrEqual(450)
    expect(verdict?.features.onsetMs).toBeLessThanOrEqual(560)
    expect(verdict?.features.speechMs).toBeGreaterThanOrEqual(700)
    expect(verdict?.features.speechMs).toBeLessThanOrEqual(900)
    expect(verdict?.features.toneHz).toBeNull()
    expect(verdict?.atSample).toBeLessThanOrEqual(2.8 * second)
    const known = (verdict?.atSample ?? 0) / 8
    const { onsetMs, speechMs, silenceMs } = verdict?.features ?? { onsetMs: 0, speechMs: 0, silenceMs: 0 }
    expect((onsetMs ?? 0) + speechMs + silenceMs).toBeCloseTo(known, 5)
  })

  test('names the tone that decided', () => {
    const verdict = verdictOn(line([0.5, talk(1.9), 0.5, sines(0.4, [1234]), 2]))

    expect(verdict?.features.toneHz).toBeGreaterThan(1229)
    expect(verdict?.features.toneHz).toBeLessThan(1239)
  })

  test('comes once', () => {
    const classifier = new AnswerClassifier()

    expect(verdictOn(line([0.5, talk(0.8), 2]), classifier)).not.toBeNull()
    expect(verdictOn(line([talk(6)]), classifier)).toBeNull()
  })

  test.each([7, 333, 100_000])('is the same in pieces of %i samples', piece => {
    const samples = line([0.5, talk(1.9), 0.5, sines(0.4, [1234]), 2])

    expect(verdictOn(samples, new AnswerClassifier(), piece)).toEqual(verdictOn(samples))
  })
})

describe('the limit', () => {
  test.each([1000, 2500, 5000])('of %i ms is kept', limitMs => {
    const verdict = verdictOn(line([12]), new AnswerClassifier({ limitMs }))

    expect(verdict?.atSample).toBe(8 * limitMs)
  })

  test('of 5 s is the default', () => {
    expect(verdictOn(line([4.4, talk(4)]))).toMatchObject({ verdict: 'unknown', reason: 'limit', atSample: 5 * second })
  })

  test.each([999, 30_001, Number.NaN])('is not %d', async limitMs => {
    const error = await errorOf(Promise.resolve().then(() => new AnswerClassifier({ limitMs })))

    expect(error).toMatchObject({ code: 'INVALID_ARGUMENT' })
  })
})
