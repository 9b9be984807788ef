import { describe, expect, it } from 'vitest'
import { DtmfDetector } from '../../../src/audio/dtmf/dtmf-detector.ts'
import type { DtmfEvent } from '../../../src/audio/dtmf/dtmf-event.ts'
import { dtmfSamples } from '../../../src/audio/dtmf/dtmf-tones.ts'
import { dtmfKeys } from '../../../src/audio/dtmf/keypad.ts'
import type { CellvoiceError } from '../../../src/base/error.ts'
import { type KeyPlan, sendKeys } from '../../accuracy/dtmf/sent-keys.ts'
import { random } from '../../support/random.ts'

function eventsOf(samples: Int16Array, detector = new DtmfDetector()): DtmfEvent[] {
  const events: DtmfEvent[] = []
  for (let at = 0; at < samples.length; at += 160) events.push(...detector.process(samples.subarray(at, at + 160)))
  return events
}

function keysOf(events: readonly DtmfEvent[]): string {
  return events.map(({ kind, digit }) => (kind === 'start' ? digit : '')).join('')
}

/** Tones together, each a quarter as high as a sample may be, between silence. */
function tones(...frequencies: number[]): Int16Array {
  const samples = new Int16Array(16_000)
  for (let at = 2000; at < 14_000; at++) {
    for (const hertz of frequencies) {
      samples[at] = (samples[at] as number) + Math.round(8000 * Math.sin((2 * Math.PI * hertz * at) / 8000))
    }
  }
  return samples
}

describe('a key', () => {
  it.each(dtmfKeys.map(key => [key]))('%s is told of once when it starts and once when it ends', key => {
    const samples = new Int16Array(3000)
    samples.set(dtmfSamples(key, { toneMs: 70 }), 1003)
    const [start, end, ...more] = eventsOf(samples)
    expect(more).toEqual([])
    expect(start).toMatchObject({ kind: 'start', digit: key })
    expect(end).toMatchObject({ kind: 'end', digit: key })
    if (end?.kind !== 'end' || !start) throw new Error('no end')
    expect(Math.abs(start.atSample - 1003)).toBeLessThan(32)
    expect(Math.abs(end.atSample - 1003 - 560)).toBeLessThan(32)
    expect(end.durationMs).toBe((end.atSample - start.atSample) / 8)
  })

  it('is told of at most 60 ms after it started and after it ended', () => {
    const { samples, keys } = sendKeys({ toneMs: 80 }, 4, 11)
    const detector = new DtmfDetector()
    const late: number[] = []
    for (let at = 0; at < samples.length; at += 160) {
      for (const event of detector.process(samples.subarray(at, at + 160))) {
        const sent = keys.find(({ from, to }) => event.atSample > from - 40 && event.atSample < to + 40)
        late.push((at + 160 - (sent?.[event.kind === 'start' ? 'from' : 'to'] ?? -Infinity)) / 8)
      }
    }
    expect(late).toHaveLength(2 * keys.length)
    expect(Math.max(...late)).toBeLessThanOrEqual(60)
  })

  it('that follows another without a pause ends it', () => {
    const samples = Int16Array.from([...dtmfSamples('1').slice(0, 800), ...dtmfSamples('6'), ...new Int16Array(800)])
    expect(eventsOf(samples).map(({ kind, digit }) => `${kind} ${digit}`)).toEqual([
      'start 1',
      'end 1',
      'start 6',
      'end 6',
    ])
  })

  it('that is still held when the sound is over ends there', () => {
    const detector = new DtmfDetector()
    expect(keysOf(eventsOf(dtmfSamples('8').slice(0, 790), detector))).toBe('8')
    expect(detector.finish()).toMatchObject([{ kind: 'end', digit: '8', atSample: 790 }])
    expect(detector.finish()).toEqual([])
    expect(eventsOf(new Int16Array(1600), detector)).toEqual([])
  })

  it('of ten seconds is one key', () => {
    const events = eventsOf(dtmfSamples('#', { toneMs: 10_000 }))
    expect(keysOf(events)).toBe('#')
    expect(events[1]).toMatchObject({ kind: 'end', durationMs: expect.closeTo(10_000, -1) })
  })
})

describe('as ITU-T Q.24 wants it', () => {
  const accepted: readonly (readonly [string, KeyPlan])[] = [
    ['nominal tones of 50 ms', {}],
    ['tones and pauses of 40 ms', { toneMs: 40, gapMs: 40 }],
    ['both tones 1.5 % high', { lowError: 0.015, highError: 0.015 }],
    ['both tones 1.5 % low', { lowError: -0.015, highError: -0.015 }],
    ['tones 1.5 % apart', { lowError: 0.015, highError: -0.015 }],
    ['a low tone 8 dB louder', { highDbfs: -24 }],
    ['a high tone 4 dB louder', { lowDbfs: -20 }],
    ['-30 dBm0 a tone', { lowDbfs: -33.14, highDbfs: -33.14 }],
    ['0 dBm0 a tone, which clips', { lowDbfs: -3.14, highDbfs: -3.14 }],
    ['white noise 12 dB below', { snrDb: 12 }],
    ['dial tone underneath', { dialTone: true }],
    ['a hole of 10 ms, as one key', { holeMs: 10 }],
    ['the same key again after 30 ms', { againAfterMs: 30 }],
  ]

  it.each(accepted)('hears %s', (_, plan) => {
    const { samples, keys } = sendKeys(plan, 4, 21)
    expect(keysOf(eventsOf(samples))).toBe(keys.map(({ key }) => key).join(''))
  })

  const refused: readonly (readonly [string, KeyPlan])[] = [
    ['tones of 20 ms', { toneMs: 20 }],
    ['a low tone 3.5 % off', { lowError: 0.035 }],
    ['a high tone 3.5 % off', { highError: -0.035 }],
    ['both tones 3.5 % off', { lowError: -0.035, highError: 0.035 }],
    ['a low tone 12 dB louder', { highDbfs: -28 }],
    ['a high tone 8 dB louder', { lowDbfs: -24 }],
    ['-51 dBm0 a tone', { lowDbfs: -54.14, highDbfs: -54.14 }],
  ]

  it.each(refused)('does not take %s for keys', (_, plan) => {
    expect(eventsOf(sendKeys(plan, 4, 22).samples)).toEqual([])
  })

  const otherTones: readonly (readonly [string, number[]])[] = [
    ['a row alone', [697]],
    ['a column alone', [1209]],
    ['two rows', [697, 852]],
    ['two columns', [1209, 1477]],
    ['three tones', [697, 1209, 1477]],
    ['North American dial tone', [350, 440]],
    ['ringback', [440, 480]],
    ['busy', [480, 620]],
    ['European tones', [425]],
    ['the beep of an answering machine', [1000]],
    ['a fax that calls', [1100]],
    ['a modem that answers', [2100]],
    ['keys of the US trunk system: 700 + 1100', [700, 1100]],
  ]

  it.each(otherTones)('does not take %s for a key', (_, frequencies) => {
    expect(eventsOf(tones(...frequencies))).toEqual([])
  })

  it('takes the level that is asked for', () => {
    const faint = sendKeys({ lowDbfs: -51, highDbfs: -51 }, 1, 23).samples
    expect(eventsOf(faint)).toEqual([])
    expect(keysOf(eventsOf(faint, new DtmfDetector({ minimumLevelDbm0: -50 })))).toHaveLength(16)
  })

  it.each([-61, 1, Number.NaN])('refuses a level of %d', minimumLevelDbm0 => {
    expect(() => new DtmfDetector({ minimumLevelDbm0 })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }) as CellvoiceError,
    )
  })
})

describe('any sound', () => {
  const uniform = random(31)
  const noise = (peak: number) => Int16Array.from({ length: 80_000 }, () => Math.round((2 * uniform() - 1) * peak))
  const sounds: readonly (readonly [string, Int16Array])[] = [
    ['silence', new Int16Array(80_000)],
    ['loud noise', noise(32_767)],
    ['faint noise', noise(30)],
    ['the largest sample all the time', new Int16Array(80_000).fill(32_767)],
    ['the smallest sample all the time', new Int16Array(80_000).fill(-32_768)],
    ['extremes in turn', Int16Array.from({ length: 80_000 }, (_, at) => (at % 2 ? 32_767 : -32_768))],
    ['random extremes', Int16Array.from({ length: 80_000 }, () => (uniform() < 0.5 ? 32_767 : -32_768))],
    ['clicks', Int16Array.from({ length: 80_000 }, (_, at) => (at % 53 === 0 ? 32_767 : 0))],
  ]

  it.each(sounds)('%s has no keys, and keys after it are heard', (_, sound) => {
    const detector = new DtmfDetector()
    expect(eventsOf(sound, detector)).toEqual([])
    eventsOf(new Int16Array(400), detector)
    expect(keysOf(eventsOf(dtmfSamples('5', { toneMs: 50 }), detector))).toBe('5')
  })

  it('gives the same events however it is cut', () => {
    const { samples } = sendKeys({ snrDb: 15 }, 2, 33)
    const whole = new DtmfDetector().process(samples)
    expect(whole).toHaveLength(64)
    for (let round = 0; round < 20; round++) {
      const detector = new DtmfDetector()
      const events: DtmfEvent[] = []
      for (let at = 0; at < samples.length; ) {
        const length = Math.floor(uniform() ** 3 * 1000)
        events.push(...detector.process(samples.subarray(at, at + length)))
        at += length
      }
      expect(events).toEqual(whole)
    }
  })

  it('gives nothing new while nothing happens', () => {
    const detector = new DtmfDetector()
    const frame = new Int16Array(160)
    expect(detector.process(frame)).toBe(detector.process(frame))
    expect(Object.isFrozen(detector.process(frame))).toBe(true)
  })

  it('starts and ends keys in turn, whatever is mixed', () => {
    const samples = sendKeys({ toneMs: 45, gapMs: 20 }, 4, 34).samples
    for (let at = 0; at < samples.length; at++)
      if (uniform() < 0.02) samples[at] = Math.round(uniform() * 60_000 - 30_000)
    const events = eventsOf(samples)
    const kinds = events.map(({ kind }) => kind)
    expect(kinds.every((kind, at) => kind === (at % 2 ? 'end' : 'start'))).toBe(true)
    expect(events.every(({ atSample }, at) => at === 0 || atSample >= (events[at - 1]?.atSample ?? 0))).toBe(true)
  })
})
