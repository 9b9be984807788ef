import { describe, expect, test } from 'vitest'
import { VoiceActivityDetector, type VoiceEvent } from '../../../src/audio/voice-activity/voice-activity-detector.ts'
import { hiss, line, sines, talk } from './talker.ts'

const second = 8000

/** An event, and the sample at the end of the piece that told it. */
type Told = VoiceEvent & { told: number }

function heard(samples: Int16Array, piece = 160): readonly Told[] {
  const detector = new VoiceActivityDetector()
  const events: Told[] = []
  for (let from = 0; from < samples.length; from += piece) {
    const told = Math.min(from + piece, samples.length)
    for (const event of detector.process(samples.subarray(from, told))) events.push({ ...event, told })
  }
  return events
}

/** The events without the ends that were taken back. */
function settled(events: readonly Told[]): readonly Told[] {
  return events.filter(({ kind, atSample }, index) => {
    const other = events[kind === 'end' ? index + 1 : index - 1]
    return other?.atSample !== atSample
  })
}

describe('speech between silences', () => {
  test.each([
    { name: 'over digital silence', noise: 0, peak: 8000 },
    { name: 'over a quiet line', noise: 10, peak: 8000 },
    { name: '20 dB over noise', noise: 150, peak: 8000 },
    { name: '10 dB over noise', noise: 500, peak: 8000 },
    { name: 'very quietly', noise: 2, peak: 400 },
    { name: 'very loudly', noise: 30, peak: 30_000 },
  ])('is told $name', ({ noise, peak }) => {
    const events = settled(heard(line([0.6, talk(1.2, { peak }), 1], noise)))

    expect(events.map(({ kind }) => kind)).toEqual(['start', 'end'])
    const [start, end] = events as [Told, Told]
    expect(Math.abs(start.atSample - 0.6 * second)).toBeLessThanOrEqual(0.06 * second)
    expect(Math.abs(end.atSample - 1.8 * second)).toBeLessThanOrEqual(0.1 * second)
    expect(start.told - 0.6 * second).toBeLessThanOrEqual(0.08 * second)
    expect(end.told - 1.8 * second).toBeLessThanOrEqual(0.2 * second)
  })

  test('two talks are two, when the pause is one that people make between sentences', () => {
    const events = heard(line([0.5, talk(0.8), 0.6, talk(0.8, { seed: 4 }), 0.8]))

    expect(events.map(({ kind }) => kind)).toEqual(['start', 'end', 'start', 'end'])
  })

  test('a pause within speech is none: its end is not told, or taken back by the next start', () => {
    const events = heard(line([0.5, talk(0.8), 0.17, talk(0.8, { seed: 4 }), 0.8]))

    expect(settled(events).map(({ kind }) => kind)).toEqual(['start', 'end'])
  })
})

describe('no speech', () => {
  test.each([
    { name: 'digital silence', samples: new Int16Array(10 * second) },
    { name: 'a constant', samples: new Int16Array(10 * second).fill(900) },
    { name: 'quiet noise', samples: hiss(20, 20) },
    { name: 'loud noise', samples: hiss(20, 2000) },
  ])('$name', ({ samples }) => {
    expect(heard(samples)).toEqual([])
  })

  test.each([
    { name: 'noise that starts on a dead line', before: new Int16Array(second) },
    { name: 'noise that gets 20 dB louder', before: hiss(3, 40) },
  ])('$name is told for no longer than 2 s', ({ before }) => {
    const samples = line([before, hiss(10, 400, 7)], 0)

    const late = heard(samples).filter(({ told }) => told > before.length + 2 * second)
    expect(late).toEqual([])
    const detector = new VoiceActivityDetector()
    detector.process(samples)
    expect(detector.speaking).toBe(false)
  })

  test('a tone that goes on becomes part of the noise', () => {
    const detector = new VoiceActivityDetector()
    detector.process(line([0.5, sines(6, [425])]))

    expect(detector.speaking).toBe(false)
  })
})

describe('the stream', () => {
  const samples = line([0.4, talk(1), 0.7, talk(0.5, { seed: 9 }), 0.5])

  test.each([1, 80, 333, samples.length])('may come in pieces of %i samples', piece => {
    const edges = (events: readonly Told[]) => events.map(({ kind, atSample }) => ({ kind, atSample }))

    expect(edges(heard(samples, piece))).toEqual(edges(heard(samples)))
  })

  test('says who speaks now', () => {
    const detector = new VoiceActivityDetector()
    expect(detector.speaking).toBe(false)
    detector.process(line([0.4, talk(0.5)]))
    expect(detector.speaking).toBe(true)
    detector.process(hiss(0.5, 10))
    expect(detector.speaking).toBe(false)
  })

  test('tells nothing without making anything', () => {
    const detector = new VoiceActivityDetector()

    expect(detector.process(new Int16Array(160))).toBe(new VoiceActivityDetector().process(new Int16Array(160)))
    expect(Object.isFrozen(detector.process(new Int16Array(0)))).toBe(true)
  })
})
