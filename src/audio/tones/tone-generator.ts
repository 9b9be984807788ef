import { CellvoiceError } from '../../base/error.ts'
import { FRAME_SAMPLES, SAMPLE_RATE } from '../frame.ts'
import type { FrameSource } from '../media-session.ts'
import { Oscillators } from './oscillators.ts'
import type { Signal, Tone } from './tone.ts'

/** How a tone is played. */
export interface ToneLevel {
  /** The level while it sounds, -70 to -6: 0 is a sine that just fits 16 bits. Default -15. */
  readonly levelDbfs?: number
}

const fullScale = 32_767
/** Long enough that no click is heard, short enough that no cadence is changed. */
const rampSamples = SAMPLE_RATE / 200
const ramp = Float64Array.from(
  { length: rampSamples + 1 },
  (_, index) => (1 - Math.cos((Math.PI * index) / rampSamples)) / 2,
)

/**
 * A tone as something to play in a call: `session.setSource(toneSource(busy))`. Without clicks, its phase continuous
 * from segment to segment.
 * @param tone One of the table, or one of your own.
 * @param options The level, and how many cycles of the cadence are played before the source has nothing more: by
 *   default it never ends.
 * @throws CellvoiceError `INVALID_ARGUMENT` for a level or a number of cycles out of range, or a tone without segments.
 */
export function toneSource(
  tone: Pick<Tone, 'segments'>,
  { levelDbfs = -15, cycles = Number.POSITIVE_INFINITY }: ToneLevel & { readonly cycles?: number } = {},
): FrameSource {
  if (!(cycles > 0)) throw invalid(`cycles must be more than 0, not ${cycles}`)
  const cycleSamples = tone.segments.reduce((sum, { ms }) => sum + samplesIn(ms), 0)
  return sourceOf(tone, levelDbfs, cycles * cycleSamples)
}

/**
 * The samples of a tone from the start of its cadence.
 * @param options `ms`: how long, more than 0; the level as of {@link toneSource}.
 * @throws CellvoiceError `INVALID_ARGUMENT` as of {@link toneSource}.
 */
export function toneSamples(
  tone: Pick<Tone, 'segments'>,
  { levelDbfs = -15, ms }: ToneLevel & { readonly ms: number },
): Int16Array {
  if (!(ms > 0 && Number.isFinite(ms))) throw invalid(`ms must be more than 0, not ${ms}`)
  const length = samplesIn(ms)
  const source = sourceOf(tone, levelDbfs, length)
  const whole = new Int16Array(Math.ceil(length / FRAME_SAMPLES) * FRAME_SAMPLES)
  for (let at = 0; at < whole.length; at += FRAME_SAMPLES) source(whole.subarray(at, at + FRAME_SAMPLES))
  return whole.subarray(0, length)
}

function samplesIn(ms: number): number {
  return Math.round((ms * SAMPLE_RATE) / 1000)
}

function invalid(detail: string): CellvoiceError {
  return new CellvoiceError('INVALID_ARGUMENT', { detail })
}

/** A segment with its times in samples and its oscillators. */
interface Part {
  readonly samples: number
  readonly oscillators: Oscillators | null
  readonly amplitude: number
}

function partsOf(tone: Pick<Tone, 'segments'>, levelDbfs: number): readonly Part[] {
  if (!(levelDbfs >= -70 && levelDbfs <= -6)) throw invalid(`levelDbfs must be from -70 to -6, not ${levelDbfs}`)
  const running = new Map<Signal, Oscillators>()
  const parts = tone.segments.map(({ signal, ms, db = 0 }) => {
    if (!(ms > 0)) throw invalid(`each segment of a tone must last, not ${ms} ms`)
    const oscillators = signal ? (running.get(signal) ?? new Oscillators(signal)) : null
    if (signal && oscillators) running.set(signal, oscillators)
    return { samples: samplesIn(ms), oscillators, amplitude: fullScale * 10 ** ((levelDbfs + db) / 20) }
  })
  if (parts.length === 0) throw invalid('a tone needs at least one segment')
  return parts
}

function sourceOf(tone: Pick<Tone, 'segments'>, levelDbfs: number, length: number): FrameSource {
  const parts = partsOf(tone, levelDbfs)
  let played = 0
  let index = 0
  let inPart = 0
  let open = 0
  return frame => {
    if (played >= length) return false
    for (let at = 0; at < frame.length; at++) {
      // The index stays inside the parts, and `open` inside the ramp.
      const { samples, oscillators, amplitude } = parts[index] as Part
      const left = Math.min(samples - inPart, length - played)
      if (oscillators && left > 0) {
        open = left <= rampSamples ? Math.min(open, left - 1) : Math.min(open + 1, rampSamples)
        frame[at] = Math.round(amplitude * (ramp[open] as number) * oscillators.next())
      } else {
        open = 0
        frame[at] = 0
      }
      played++
      if (++inPart >= samples) {
        inPart = 0
        index = (index + 1) % parts.length
      }
    }
    return true
  }
}
