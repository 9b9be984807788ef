import type { Tone, ToneSegment } from '../../../audio/tones/tone.ts'
import { CellvoiceError } from '../../../base/error.ts'

/** One of the two frequencies of an element: 0-9999 Hz, 0 for none; 0-99 is the level below 0 dBm0 in dB. */
export interface ToneFrequency {
  readonly frequency: number
  readonly amplitude: number
}

/** What an element of a tone is: its two frequencies, how long they sound (0-9999 ms), and how they are put together. */
export type ToneElement = readonly [
  first: ToneFrequency,
  second: ToneFrequency,
  rest: { readonly duration: number; readonly add: 'summation' | 'modulation' },
]

/** A tone and its level for the generator. */
export interface PlayableTone {
  readonly tone: Pick<Tone, 'segments'>
  /** As `toneSource` takes it. */
  readonly levelDbfs: number
}

/** A sine that just fits 16 bits is +3.14 dBm0 (ITU-T G.711, A-law). */
const FULL_SCALE_DBM0 = 3.14
/** What the generator takes. */
const LEVELS_DBFS = { quietest: -70, loudest: -6 } as const

/**
 * Makes a tone of its description.
 * @throws CellvoiceError INVALID_ARGUMENT for what is out of range, and for two frequencies of different levels, which the
 *   generator does not make.
 */
export function toneOfInfo(info: readonly ToneElement[]): PlayableTone {
  const parts = info.map(element => ({ element, levelDbfs: levelOf(element) }))
  const levelDbfs = Math.max(...parts.map(part => part.levelDbfs), LEVELS_DBFS.quietest)
  const segments = parts
    .filter(({ element: [, , { duration }] }) => duration > 0)
    .map(({ element, levelDbfs: own }) => segmentOf(element, own - levelDbfs))
  if (segments.length === 0) throw invalid('a tone needs at least one element that lasts')
  return { tone: { segments }, levelDbfs: Math.min(levelDbfs, LEVELS_DBFS.loudest) }
}

function segmentOf([first, second, { duration, add }]: ToneElement, db: number): ToneSegment {
  const hz = [first, second].map(({ frequency }) => frequency).filter(frequency => frequency > 0)
  if (hz.length === 0) return { signal: null, ms: duration }
  const [carrier, modulator] = hz
  if (add === 'modulation' && carrier !== undefined && modulator !== undefined) {
    return { signal: { hz: [carrier], modulatedBy: modulator }, ms: duration, db }
  }
  return { signal: { hz: hz.sort((one, other) => one - other) }, ms: duration, db }
}

/** The level of all that sounds together; of silence the lowest there is. */
function levelOf([first, second, { duration, add }]: ToneElement): number {
  for (const { frequency, amplitude } of [first, second]) {
    if (!isWithin(frequency, 9999) || !isWithin(amplitude, 99)) {
      throw invalid(`a frequency is 0 to 9999 Hz and its amplitude 0 to 99, not ${frequency} and ${amplitude}`)
    }
  }
  if (!isWithin(duration, 9999)) throw invalid(`an element lasts 0 to 9999 ms, not ${duration}`)
  if (add !== 'summation' && add !== 'modulation')
    throw invalid(`frequencies are put together by summation or modulation`)
  const sounding = [first, second].filter(({ frequency }) => frequency > 0)
  const [loud, other] = sounding
  if (!loud) return LEVELS_DBFS.quietest
  if (add === 'modulation' || !other) return -loud.amplitude - FULL_SCALE_DBM0
  if (loud.amplitude !== other.amplitude) throw invalid('two frequencies that are summed have one amplitude')
  return 10 * Math.log10(2) - loud.amplitude - FULL_SCALE_DBM0
}

function isWithin(value: number, most: number): boolean {
  return typeof value === 'number' && value >= 0 && value <= most
}

function invalid(detail: string): CellvoiceError {
  return new CellvoiceError('INVALID_ARGUMENT', { detail })
}
