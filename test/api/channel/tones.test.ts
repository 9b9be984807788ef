import { describe, expect, it } from 'vitest'
import { ToneManager } from '../../../src/api/channel/tones/known-tones.ts'
import { type ToneElement, toneOfInfo } from '../../../src/api/channel/tones/tone-info.ts'
import { toneSource } from '../../../src/audio/tones/tone-generator.ts'
import { errorOf } from '../../support/error-of.ts'

const silent = { frequency: 0, amplitude: 0 }
const element = (
  duration: number,
  add: 'summation' | 'modulation',
  ...pairs: readonly [number, number][]
): ToneElement => {
  const [first = silent, second = silent] = pairs.map(([frequency, amplitude]) => ({ frequency, amplitude }))
  return [first, second, { duration, add }]
}

describe('the tone manager', () => {
  it.each([
    ['RINGBACK', [440, 480], [2_000, 4_000]],
    ['RINGBACK_EU', [425], [1_000, 4_000]],
    ['RINGBACK_UK', [400, 450], [400, 200, 400, 2_000]],
    ['RINGBACK_FR', [440], [1_500, 3_500]],
    ['RINGBACK_PT', [425], [1_000, 5_000]],
  ])('knows %s', (name, hz, cadence) => {
    const { segments } = new ToneManager().tone(name).tone
    expect(segments.map(({ ms }) => ms)).toEqual(cadence)
    expect(segments[0]?.signal?.hz).toEqual(hz)
    expect(segments[1]?.signal).toBeNull()
  })

  it('plays its default where none is named', () => {
    const tones = new ToneManager()
    expect(tones.tone(null)).toEqual(tones.tone('RINGBACK'))
    tones.setDefault(tones.PredefinedTones.RINGBACK_EU)
    expect(tones.tone(null)).toEqual(tones.tone('RINGBACK_EU'))
  })

  it.each(['', 'ringback', 'RINGBACK_XX', 'BUSY', 'constructor', '__proto__'])('does not know %j', async name => {
    expect((await errorOf(Promise.resolve().then(() => new ToneManager().tone(name)))).code).toBe('INVALID_ARGUMENT')
    expect(() => new ToneManager().setDefault(name)).toThrow()
  })

  it('learns tones: 400 Hz at -10 dBm0 for 1.65 s, then 3.35 s of silence', () => {
    const tones = new ToneManager()
    tones.createTone([element(1_650, 'summation', [400, 10]), element(3_350, 'summation')], 'OURS')
    const { tone, levelDbfs } = tones.tone('OURS')
    expect(tone.segments).toMatchObject([
      { signal: { hz: [400] }, ms: 1_650, db: 0 },
      { signal: null, ms: 3_350 },
    ])
    expect(levelDbfs).toBeCloseTo(-13.14)
    const frame = new Int16Array(160)
    const source = toneSource(tone, { levelDbfs })
    let loudest = 0
    for (let frames = 0; frames < 50; frames++) {
      source(frame)
      loudest = Math.max(loudest, ...frame)
    }
    expect(loudest / 32_767).toBeCloseTo(10 ** (-13.14 / 20), 2)
  })
})

describe('the description of a tone', () => {
  it.each<readonly [string, ToneElement, object]>([
    ['two frequencies', element(100, 'summation', [480, 20], [440, 20]), { signal: { hz: [440, 480] }, ms: 100 }],
    ['one in the second place', element(100, 'summation', [0, 0], [440, 20]), { signal: { hz: [440] } }],
    ['a modulated one', element(100, 'modulation', [400, 20], [16, 30]), { signal: { hz: [400], modulatedBy: 16 } }],
  ])('%s', (_, described, segment) => {
    expect(toneOfInfo([described]).tone.segments).toMatchObject([segment])
  })

  it('keeps the levels of its elements apart', () => {
    const { tone, levelDbfs } = toneOfInfo([
      element(100, 'summation', [400, 10]),
      element(100, 'summation', [400, 16]),
      element(100, 'summation', [400, 13], [450, 13]),
    ])
    expect(levelDbfs).toBeCloseTo(-13.1, 1)
    expect(tone.segments.map(({ db }) => Math.round(db ?? 0))).toEqual([-0, -6, 0])
  })

  it.each([
    ['nothing', []],
    ['nothing that lasts', [element(0, 'summation', [400, 10])]],
    ['too high a frequency', [element(100, 'summation', [10_000, 10])]],
    ['a level above 0', [element(100, 'summation', [400, -1])]],
    ['too long a time', [element(10_000, 'summation', [400, 10])]],
    ['another way to put together', [element(100, 'product' as 'summation', [400, 10])]],
    ['two levels', [element(100, 'summation', [400, 10], [450, 20])]],
  ])('%s is refused', (_, info) => {
    expect(() => toneOfInfo(info)).toThrow(/argument is not acceptable/)
  })
})
