import { describe, expect, test } from 'vitest'
import {
  type CadencePattern,
  elementError,
  longestAccepted,
  patternsOf,
} from '../../../src/audio/tones/cadence-pattern.ts'
import { hz, tone } from '../../../src/audio/tones/tone.ts'
import { countryTones, tonesOf } from '../../../src/audio/tones/tone-table.ts'

function patternOf(country: string, elements: readonly number[]): CadencePattern {
  const found = patternsOf([tonesOf(country)]).find(one => one.elements.join() === elements.join())
  if (!found) throw new Error(`${country} has no pattern ${elements.join('-')}`)
  return found
}

describe('the patterns of a country', () => {
  test.each([
    ['an on-off tone by a cycle and the next part', 'de', [480, 480], 3],
    ['a longer cadence too', 'gb', [400, 200, 400, 2000], 5],
    ['what begins like another tone by as much as it takes', 'es', [200, 200], 6],
    ['the other tone as usual', 'es', [200, 200, 200, 200, 200, 600], 7],
    ['a tone that differs in its second part as usual', 'br', [250, 250], 3],
  ] as const)('tell %s', (_, country, elements, required) => {
    expect(patternOf(country, elements).required).toBe(required)
  })

  test('are one where one sound means two things, which docs/tones.md names', () => {
    const ambiguous = countryTones.filter(country => patternsOf([country]).some(({ kinds }) => kinds.length > 1))
    expect(ambiguous.map(({ code }) => code)).toEqual(['au', 'ec', 'hu', 'is', 'jp', 'kw', 'mx', 'om', 'pl'])
  })

  test('have those of other exchanges as well', () => {
    const signals = patternsOf([tonesOf('gb')]).filter(({ kinds }) => kinds[0] === 'ringback')
    expect(signals.map(({ signal }) => signal.modulatedBy)).toEqual([undefined, 25, 16.67])
  })

  test('wait with a tone without cadence until it cannot be a part of another', () => {
    expect(patternOf('de', []).lastingMs).toBe(2000)
    expect(patternOf('tr', []).lastingMs).toBe(longestAccepted(2000))
    expect(patternOf('us', []).lastingMs).toBe(2000)
  })

  test('of several countries are one where they are the same', () => {
    const busy = tone('busy', 'itu', hz(425), 500, 500)
    const congestion = tone('congestion', 'itu', hz(425), 480, 480)
    const made = patternsOf([
      { code: 'xa', name: 'A', tones: [busy] },
      { code: 'xb', name: 'B', tones: [busy] },
      { code: 'xc', name: 'C', tones: [congestion] },
    ])
    expect(made.map(({ kinds, countries }) => ({ kinds, countries }))).toEqual([
      { kinds: ['busy', 'congestion'], countries: ['xa', 'xb'] },
      { kinds: ['busy', 'congestion'], countries: ['xc'] },
    ])
  })
})

test('a part of a cadence may be 10 % and 35 ms off, and fade for 170 ms more when it is long', () => {
  expect(elementError(500, 500)).toBe(0)
  expect(elementError(585, 500)).toBeCloseTo(1)
  expect(elementError(415, 500)).toBeCloseTo(1)
  expect(elementError(2405, 2000)).toBeCloseTo(1)
})
