import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hz, modulated, type Tone, type ToneKind } from '../../../src/audio/tones/tone.ts'
import { toneReferences } from '../../../src/audio/tones/tone-references.ts'
import { countryTones, tonesOf } from '../../../src/audio/tones/tone-table.ts'
import { errorOf } from '../../support/error-of.ts'
import { toneRow } from './tone-row.ts'

function cadenceOf(country: string, kind: ToneKind): (number | string)[] {
  const { segments } = tonesOf(country).tones.find(one => one.kind === kind) as Tone
  return segments.map(({ ms }) => ms)
}

describe('the table of call-progress tones', () => {
  test('has at least 40 countries, each once, in the order of their codes', () => {
    const codes = countryTones.map(({ code }) => code)
    expect(codes.length).toBeGreaterThanOrEqual(40)
    expect(codes).toEqual([...new Set(codes)].sort())
    expect(codes.filter(code => !/^[a-z]{2}$/.test(code))).toEqual([])
  })

  test.each(countryTones.map(country => [country.code, country] as const))(
    '%s is complete and plausible',
    (_, { tones }) => {
      const kinds = tones.map(({ kind }) => kind)
      expect(kinds).toEqual(expect.arrayContaining(['ringback', 'busy', 'congestion']))
      expect(new Set(kinds).size).toBe(kinds.length)
      for (const { kind, segments, elsewhere = [], reference } of tones) {
        expect(toneReferences).toHaveProperty(reference)
        // On and off take turns, but within a special information tone; only a tone without cadence has no end.
        if (kind !== 'sit' && segments.length > 1) {
          expect(segments.map(({ signal }) => signal !== null)).toEqual(segments.map((_, index) => index % 2 === 0))
        }
        expect(segments.every(({ ms }) => ms >= 15 && (ms <= 5000 || segments.length === 1))).toBe(true)
        const signals = [...segments.flatMap(({ signal }) => (signal ? [signal] : [])), ...elsewhere]
        const [lowest, highest] = kind === 'sit' ? [900, 1850] : [330, 620]
        expect(signals.flatMap(signal => signal.hz).every(f => f >= lowest && f <= highest)).toBe(true)
        expect(signals.every(({ hz: all }) => [...all].sort((a, b) => a - b).join() === all.join())).toBe(true)
      }
    },
  )

  test('has what the publications say', () => {
    expect(tonesOf('GB').tones[0]).toMatchObject({
      kind: 'ringback',
      segments: [{ signal: hz(400, 450), ms: 400 }, {}, {}, {}],
    })
    expect(cadenceOf('gb', 'congestion')).toEqual([400, 350, 225, 525])
    expect(cadenceOf('us', 'ringback')).toEqual([2000, 4000])
    expect(cadenceOf('us', 'dial')).toEqual([Number.POSITIVE_INFINITY])
    expect(cadenceOf('de', 'busy')).toEqual([480, 480])
    expect(cadenceOf('tr', 'congestion')).toEqual([200, 200, 200, 200, 200, 200, 600, 200])
    expect(cadenceOf('cz', 'sit')).toEqual([330, 30, 330, 30, 330, 1000])
    expect(tonesOf('sg').tones[0]?.segments[0]?.signal).toEqual(modulated(425, 24))
  })

  test('says which countries there are when asked for another', async () => {
    const error = await errorOf(Promise.resolve().then(() => tonesOf('xx')))
    expect(error).toMatchObject({ code: 'INVALID_ARGUMENT', context: { country: 'xx' } })
    expect(String(error)).toContain(' de dk ec ee es ')
  })

  test('is what docs/tones.md shows', () => {
    const lines = readFileSync(new URL('../../../docs/tones.md', import.meta.url), 'utf8').split('\n')
    expect(lines.filter(line => /^\| [a-z]{2} \|/.test(line))).toEqual(countryTones.map(toneRow))
  })
})
