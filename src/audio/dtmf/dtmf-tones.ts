import { CellvoiceError } from '../../base/error.ts'
import { SAMPLE_RATE } from '../frame.ts'
import type { FrameSource } from '../media-session.ts'
import { type DtmfKey, frequenciesOf, parseKeys } from './keypad.ts'

/** How keys sound. */
export interface DtmfToneOptions {
  /** How long each key sounds, 40 to 10 000 ms; 100 unless said. Mobile networks want 65 or more (3GPP TS 26.114, G.2). */
  readonly toneMs?: number
  /** The silence after each key, 40 to 10 000 ms; 100 unless said. */
  readonly gapMs?: number
  /** The level of the louder tone, -40 to -7 dB of full scale; -9 unless said. */
  readonly levelDbfs?: number
  /** How much louder the high tone is, -8 to 4 dB: what receivers accept (ITU-T Q.24); 2 unless said, as telephones do it. */
  readonly twistDb?: number
}

const bounds = {
  toneMs: [40, 10_000],
  gapMs: [40, 10_000],
  levelDbfs: [-40, -7],
  twistDb: [-8, 4],
} as const

/** Rise and fall of a tone: in 2 ms nothing clicks. */
const edgeSamples = (2 * SAMPLE_RATE) / 1000

/** Keys, laid out in samples. */
interface Plan {
  readonly tones: readonly (readonly [low: number, high: number])[]
  readonly toneSamples: number
  /** Tone and gap. */
  readonly period: number
  readonly length: number
  readonly lowPeak: number
  readonly highPeak: number
}

/**
 * The sound of keys, one after the other, each with its gap: ITU-T Q.23, 8 kHz, both tones starting at zero.
 * @param keys one or more of `0`-`9`, `*`, `#`, `A`-`D`
 * @throws CellvoiceError INVALID_ARGUMENT for other keys, and for options out of range.
 */
export function dtmfSamples(keys: string, options: DtmfToneOptions = {}): Int16Array {
  const plan = planOf(parseKeys(keys), options)
  const samples = new Int16Array(plan.length)
  fill(plan, 0, samples)
  return samples
}

/**
 * The sound of keys as a source of frames for a {@link MediaSession}; it has nothing more after the last gap.
 * @param keys one or more of `0`-`9`, `*`, `#`, `A`-`D`
 * @throws CellvoiceError INVALID_ARGUMENT for other keys, and for options out of range.
 */
export function dtmfSource(keys: string, options: DtmfToneOptions = {}): FrameSource {
  const plan = planOf(parseKeys(keys), options)
  let from = 0
  return frame => {
    if (from >= plan.length) return false
    fill(plan, from, frame)
    from += frame.length
    return true
  }
}

function planOf(keys: readonly DtmfKey[], options: DtmfToneOptions): Plan {
  const { toneMs = 100, gapMs = 100, levelDbfs = -9, twistDb = 2 } = options
  const settings = { toneMs, gapMs, levelDbfs, twistDb }
  for (const name of Object.keys(bounds) as (keyof typeof bounds)[]) {
    const [least, most] = bounds[name]
    if (settings[name] >= least && settings[name] <= most) continue
    throw new CellvoiceError('INVALID_ARGUMENT', { detail: `${name} ${settings[name]}; ${least} to ${most}` })
  }
  const toneSamples = Math.round((toneMs * SAMPLE_RATE) / 1000)
  const period = toneSamples + Math.round((gapMs * SAMPLE_RATE) / 1000)
  const peak = 32_767 * 10 ** (levelDbfs / 20)
  return {
    tones: keys.map(frequenciesOf),
    toneSamples,
    period,
    length: keys.length * period,
    lowPeak: peak * 10 ** (Math.min(0, -twistDb) / 20),
    highPeak: peak * 10 ** (Math.min(0, twistDb) / 20),
  }
}

/** The samples of the plan from `from` on, and silence behind its end. */
function fill({ tones, toneSamples, period, lowPeak, highPeak }: Plan, from: number, samples: Int16Array): void {
  for (let index = 0; index < samples.length; index++) {
    const at = from + index
    const tone = tones[Math.floor(at / period)]
    const since = at % period
    if (!tone || since >= toneSamples) {
      samples[index] = 0
      continue
    }
    const radians = (2 * Math.PI * since) / SAMPLE_RATE
    const sum = lowPeak * Math.sin(radians * tone[0]) + highPeak * Math.sin(radians * tone[1])
    samples[index] = Math.round(sum * edge(Math.min(since, toneSamples - since)))
  }
}

/** The loudness of a tone that many samples from its nearer end: half a wave of a cosine. */
function edge(samples: number): number {
  return samples >= edgeSamples ? 1 : (1 - Math.cos((Math.PI * samples) / edgeSamples)) / 2
}
