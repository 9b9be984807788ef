import { describe, expect, test } from 'vitest'
import { hz, informationTone, modulated, type Tone, type ToneKind, tone } from '../../../src/audio/tones/tone.ts'
import { ToneDetector } from '../../../src/audio/tones/tone-detector.ts'
import { noToneEvents, type ToneEvent } from '../../../src/audio/tones/tone-event.ts'
import { toneSamples } from '../../../src/audio/tones/tone-generator.ts'
import { countryTones, tonesOf } from '../../../src/audio/tones/tone-table.ts'
import { errorOf } from '../../support/error-of.ts'
import { gaussian, random } from '../../support/random.ts'

const second = 8000

function toneOf(country: string, kind: ToneKind): Tone {
  return tonesOf(country).tones.find(one => one.kind === kind) as Tone
}

/** Sounds one after the other: a number is silence of so many ms. */
function join(...parts: readonly (Int16Array | number)[]): Int16Array {
  const sounds = parts.map(part => (typeof part === 'number' ? new Int16Array(8 * part) : part))
  const whole = new Int16Array(sounds.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const sound of sounds) {
    whole.set(sound, at)
    at += sound.length
  }
  return whole
}

function noisy(samples: Int16Array, deviation: number, seed: number): Int16Array {
  const normal = gaussian(random(seed))
  return samples.map(sample => Math.round(sample + deviation * normal()))
}

function hear(samples: Int16Array, country?: string, chunk = 160): ToneEvent[] {
  const detector = new ToneDetector(country === undefined ? {} : { country })
  const events: ToneEvent[] = []
  for (let at = 0; at < samples.length; at += chunk) events.push(...detector.process(samples.subarray(at, at + chunk)))
  return events
}

function cycleOf({ segments }: Tone): number {
  return segments.reduce((sum, { ms }) => sum + ms, 0)
}

const everyTone = countryTones.flatMap(({ code, tones }) => tones.map(one => ({ code, kind: one.kind, one })))

describe('the tone detector', () => {
  test.each(everyTone)('tells $kind of $code within two cycles, and nothing else', ({ code, kind, one }) => {
    const cycle = Number.isFinite(cycleOf(one)) ? cycleOf(one) : 1300
    const [start, end, ...more] = hear(join(700, toneSamples(one, { ms: Math.max(3 * cycle, 2000) }), 3000), code)
    expect(more).toEqual([])
    expect(start).toMatchObject({ kind: 'start', tones: expect.arrayContaining([kind]) })
    expect(end).toMatchObject({ kind: 'end', tone: start?.tone })
    if (start?.kind !== 'start') return
    expect(Math.abs(start.atSample - 5600)).toBeLessThan(120)
    // Spain's busy tone is the beginning of its congestion tone, which has the longer cycle.
    const limit = code === 'es' && kind === 'busy' ? 1800 : cycle
    expect((start.knownAtSample - 5600) / 8).toBeLessThanOrEqual(2 * limit + 20)
  })

  test.each([
    ['us', 'ringback'],
    ['gb', 'congestion'],
    ['in', 'ringback'],
    ['jp', 'ringback'],
    ['gr', 'congestion'],
    ['au', 'congestion'],
    ['it', 'dial'],
  ] as const)('takes what a network may do to a tone: %s %s', (country, kind) => {
    const one = toneOf(country, kind)
    for (const [seed, sign] of [1, -1].entries()) {
      const segments = one.segments.map(({ signal, ms, db = 0 }, index) => ({
        signal: signal && { ...signal, hz: signal.hz.map(frequency => frequency * (1 + 0.015 * sign)) },
        ms: Math.round(ms * (1 + 0.1 * (index % 2 === 0 ? sign : -sign))),
        db,
      }))
      const played = join(500, toneSamples({ segments }, { levelDbfs: -25, ms: 2.2 * cycleOf(one) }), 500)
      const events = hear(noisy(played, (32_768 / Math.SQRT2) * 10 ** (-40 / 20), seed), country)
      expect(events[0]?.kind).toBe('start')
      expect(events[0]).toMatchObject({ tones: expect.arrayContaining([kind]) })
    }
  })

  test('says where a tone ended, to a few milliseconds', () => {
    const events = hear(join(1000, toneSamples(toneOf('de', 'busy'), { ms: 4800 }), 2000), 'de')
    const end = events.find(({ kind: what }) => what === 'end')
    // The last of the five tones ends half a cycle before the fifth cycle does.
    expect(Math.abs((end?.atSample ?? 0) / 8 - (1000 + 4800 - 480))).toBeLessThan(10)
  })

  test('tells one tone after the other', () => {
    const sounds = (['ringback', 'busy', 'congestion'] as const).map(kind =>
      toneSamples(toneOf('gb', kind), { ms: 3 * cycleOf(toneOf('gb', kind)) }),
    )
    const told = hear(join(500, ...sounds, 2000), 'gb').map(({ kind, tone }) => `${kind} ${tone}`)
    expect(told).toEqual([
      'start ringback',
      'end ringback',
      'start busy',
      'end busy',
      'start congestion',
      'end congestion',
    ])
  })

  test.each([
    ['pl', 'congestion', ['busy', 'congestion']],
    ['jp', 'busy', ['busy', 'congestion']],
    ['mx', 'busy', ['busy', 'congestion']],
    ['au', 'busy', ['busy', 'congestion']],
    ['de', 'busy', ['busy']],
  ] as const)('says all that a sound may mean: %s %s', (country, kind, kinds) => {
    const one = toneOf(country, kind)
    const [start] = hear(join(500, toneSamples(one, { ms: 3 * cycleOf(one) })), country)
    expect(start).toMatchObject({ tones: kinds })
  })

  test('without a country it knows all, and names those that fit', () => {
    const [ring] = hear(join(500, toneSamples(toneOf('us', 'ringback'), { ms: 12_000 })))
    expect(ring).toMatchObject({ kind: 'start', tone: 'ringback', countries: ['bb', 'ca', 'us'] })
    const [busy] = hear(join(500, toneSamples(toneOf('be', 'busy'), { ms: 8000 })))
    expect(busy).toMatchObject({ kind: 'start', tone: 'busy', tones: ['busy', 'congestion'] })
    expect(busy).toMatchObject({ countries: expect.arrayContaining(['be', 'ch', 'it']) })
  })

  test('takes a modulated tone whose carrier is suppressed', () => {
    const sidesOnly = tone('ringback', 'itu', hz(375, 425), 400, 200, 400, 2000)
    expect(hear(join(500, toneSamples(sidesOnly, { ms: 9000 })), 'in')[0]).toMatchObject({ tone: 'ringback' })
    const carrierToo = tone('ringback', 'itu', modulated(400, 25), 400, 200, 400, 2000)
    expect(hear(join(500, toneSamples(carrierToo, { ms: 9000 })), 'in')[0]).toMatchObject({ tone: 'ringback' })
  })

  test('hears the special information tone of any country, once while it is repeated', () => {
    const played = toneSamples(informationTone('itu', [985, 1428, 1777], { ms: 380 }), { ms: 6400 })
    const told = hear(join(400, played, 3000), 'au').map(({ kind, tone }) => `${kind} ${tone}`)
    expect(told).toEqual(['start sit', 'end sit'])
  })

  test.each([
    ['silence', join(10_000)],
    ['noise', noisy(join(10_000), 3000, 5)],
    ['one long beep', join(1000, toneSamples(tone('dial', 'itu', hz(1000)), { ms: 6000 }), 2000)],
    ['another frequency', toneSamples(tone('busy', 'itu', hz(500), 500, 500), { ms: 9000 })],
    ['5 % too high', toneSamples(tone('busy', 'itu', hz(446), 480, 480), { ms: 9000 })],
    ['another cadence', toneSamples(tone('busy', 'itu', hz(425), 700, 700), { ms: 9000 })],
    ['a falling special information tone', toneSamples(informationTone('itu', [1800, 1400, 950]), { ms: 6000 })],
    ['too faint', toneSamples(tone('busy', 'itu', hz(425), 480, 480), { levelDbfs: -60, ms: 9000 })],
    ['in a chord', mixed(hz(425), hz(850, 1275))],
    ['gaps that are not quiet', mixed(hz(425), hz(1100), 480)],
  ] as const)('does not tell of %s', (_, samples) => {
    expect(hear(samples, 'de')).toEqual([])
  })

  test('does not care in which pieces the sound comes', () => {
    const played = noisy(join(333, toneSamples(toneOf('gb', 'ringback'), { ms: 9000 }), 3000), 100, 7)
    const whole = hear(played, 'gb', played.length)
    expect(whole.length).toBe(2)
    for (const chunk of [80, 160, 161, 4000]) expect(hear(played, 'gb', chunk)).toEqual(whole)
  })

  test('makes nothing new when there is nothing to tell', () => {
    const detector = new ToneDetector({ country: 'us' })
    expect(detector.process(new Int16Array(160))).toBe(noToneEvents)
    expect(detector.process(new Int16Array(0))).toBe(noToneEvents)
  })

  test('refuses a country that it does not know', async () => {
    const error = await errorOf(Promise.resolve().then(() => new ToneDetector({ country: 'zz' })))
    expect(error).toMatchObject({ code: 'INVALID_ARGUMENT' })
  })
})

/** A busy tone with something else that sounds with it, or in its gaps. */
function mixed(signal: Tone['segments'][number]['signal'], other: typeof signal, gapMs = 0): Int16Array {
  const cadence = [
    { signal, ms: 480 },
    { signal: null, ms: 480 },
  ]
  const one = toneSamples({ segments: cadence }, { levelDbfs: -20, ms: 9000 })
  const segments =
    gapMs > 0
      ? [
          { signal: null, ms: 480 },
          { signal: other, ms: gapMs },
        ]
      : [
          { signal: other, ms: 480 },
          { signal: null, ms: 480 },
        ]
  const two = toneSamples({ segments }, { levelDbfs: -18, ms: 9000 })
  return one.map((sample, index) => sample + (two[index] ?? 0)).subarray(0, 9 * second)
}
