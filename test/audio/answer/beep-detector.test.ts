import { describe, expect, test } from 'vitest'
import { BeepDetector, type BeepEvent } from '../../../src/audio/answer/beep-detector.ts'
import type { ToneKind } from '../../../src/audio/tones/tone.ts'
import { toneSamples } from '../../../src/audio/tones/tone-generator.ts'
import { tonesOf } from '../../../src/audio/tones/tone-table.ts'
import { line, sines, talk } from '../voice-activity/talker.ts'

const second = 8000

type Told = BeepEvent & { told: number }

function heard(samples: Int16Array, piece = 160): readonly Told[] {
  const detector = new BeepDetector()
  const events: Told[] = []
  for (let from = 0; from < samples.length; from += piece) {
    const told = Math.min(from + piece, samples.length)
    for (const event of detector.process(samples.subarray(from, told))) events.push({ ...event, told })
  }
  return events
}

function networkTone(country: string, kind: ToneKind, ms = 12_000): Int16Array {
  const tone = tonesOf(country).tones.find(one => one.kind === kind)
  if (!tone) throw new Error(`no ${kind} of ${country}`)
  return toneSamples(tone, { ms, levelDbfs: -14 })
}

describe('a beep after a greeting', () => {
  test.each([
    { hz: 400, seconds: 0.15, level: -10, noise: 10 },
    { hz: 425, seconds: 0.5, level: -20, noise: 10 },
    { hz: 800, seconds: 1, level: -25, noise: 10 },
    { hz: 1000, seconds: 0.2, level: -20, noise: 0 },
    { hz: 1100, seconds: 0.5, level: -20, noise: 10 },
    { hz: 1400, seconds: 0.33, level: -20, noise: 300 },
    { hz: 2000, seconds: 0.4, level: -12, noise: 700 },
  ])('of $hz Hz for $seconds s, over noise of $noise', ({ hz, seconds, level, noise }) => {
    const from = 2.4 * second
    const to = from + seconds * second
    const events = heard(line([0.4, talk(1.5), 0.5, sines(seconds, [hz], level), 1], noise))

    expect(events).toHaveLength(1)
    const [beep] = events as [Told]
    expect(Math.abs(beep.frequency - hz)).toBeLessThan(5)
    expect(Math.abs(beep.startSample - from)).toBeLessThan(0.04 * second)
    expect(Math.abs(beep.endSample - to)).toBeLessThan(0.04 * second)
    expect(beep.told - to).toBeLessThanOrEqual(0.15 * second)
  })

  test('comes once, however the samples come', () => {
    const samples = line([0.4, talk(1.5), 0.5, sines(0.4, [950]), 1])
    const beeps = (piece: number) => heard(samples, piece).map(({ told, ...beep }) => beep)

    expect(beeps(samples.length)).toHaveLength(1)
    expect(beeps(33)).toEqual(beeps(samples.length))
  })
})

describe('no beep', () => {
  test.each([
    { name: 'a talk', samples: line([0.3, talk(20, { seed: 5 })]) },
    { name: 'noise', samples: line([10], 3000) },
    { name: 'a tone of 2 s', samples: line([talk(1), 0.4, sines(2, [1000]), 1]) },
    { name: 'a tone of 80 ms', samples: line([talk(1), 0.4, sines(0.08, [1000]), 1]) },
    { name: 'two frequencies', samples: line([talk(1), 0.4, sines(0.4, [1000, 1300]), 1]) },
    { name: 'a key', samples: line([talk(1), 0.4, sines(0.2, [770, 1336]), 1]) },
    { name: 'a frequency that glides', samples: line([talk(1), 0.4, sweep(0.5, 800, 1100), 1]) },
    { name: 'a melody', samples: line([talk(1), 0.4, sines(0.3, [900]), sines(0.3, [1200]), sines(0.3, [1500]), 1]) },
    { name: 'the calling tone of a fax', samples: line([0.5, sines(0.5, [1100]), 3, sines(0.5, [1100]), 1]) },
    { name: 'the answer tone of a fax', samples: line([0.5, sines(1.2, [2100]), 1]) },
  ])('$name', ({ samples }) => {
    expect(heard(samples)).toEqual([])
  })

  test.each([
    { country: 'us', kind: 'ringback' },
    { country: 'us', kind: 'busy' },
    { country: 'de', kind: 'ringback' },
    { country: 'de', kind: 'busy' },
    { country: 'gb', kind: 'ringback' },
    { country: 'gb', kind: 'congestion' },
    { country: 'fr', kind: 'busy' },
    { country: 'it', kind: 'congestion' },
    { country: 'jp', kind: 'ringback' },
    { country: 'us', kind: 'sit' },
    { country: 'de', kind: 'sit' },
  ] as const)('$kind of $country', ({ country, kind }) => {
    expect(heard(networkTone(country, kind))).toEqual([])
  })
})

describe('a tone that a network may send', () => {
  test('is a beep only after a talk', () => {
    const beep = sines(0.5, [425])

    expect(heard(line([1, beep, 1]))).toEqual([])
    expect(heard(line([1, talk(1), 0.5, beep, 1]))).toHaveLength(1)
  })

  test('that comes again is busy tone, and at most its first burst was taken for a beep', () => {
    expect(heard(line([0.5, talk(1.5), 0.5, networkTone('de', 'busy'), 1]))).toHaveLength(1)
  })
})

test('tells nothing without making anything', () => {
  const frame = new Int16Array(160)

  expect(new BeepDetector().process(frame)).toBe(new BeepDetector().process(frame))
})

function sweep(seconds: number, from: number, to: number): Int16Array {
  let phase = 0
  return Int16Array.from({ length: seconds * second }, (_, index) => {
    phase += (2 * Math.PI * (from + ((to - from) * index) / (seconds * second))) / second
    return Math.round(6000 * Math.sin(phase))
  })
}
