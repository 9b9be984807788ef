import type { CountryTones, Signal, Tone } from '../../../src/audio/tones/tone.ts'
import { toneSamples } from '../../../src/audio/tones/tone-generator.ts'
import { gaussian } from '../../support/random.ts'

/** What a network, a line and a coder may do to a tone. */
export interface Impairment {
  /** How far each frequency is off, as a part: up or down at random. */
  readonly frequency: number
  /** How far each part of the cadence is off, as a part: longer or shorter at random. */
  readonly cadence: number
  /** White noise below the tone; Infinity for none. */
  readonly snrDb: number
}

/** A tone as it was sent, in a sound that has noise alone before and after it. */
export interface SentTone {
  readonly country: CountryTones
  readonly tone: Tone
  /** Whether it was sent with the signal of its segments, not with one of other exchanges. */
  readonly usual: boolean
  readonly samples: Int16Array
  /** Where the tone begins and ends. */
  readonly from: number
  readonly to: number
}

const cyclesSent = 2.6
const steadySeconds = 3.5

/** Sends a tone of a country, somewhere between -30 and -10 dBFS, with any of the signals that the country has for it. */
export function sendTone(
  country: CountryTones,
  tone: Tone,
  { frequency, cadence, snrDb }: Impairment,
  uniform: () => number,
): SentTone {
  const off = (part: number) => 1 + (uniform() < 0.5 ? -part : part)
  const first = tone.segments.find(({ signal }) => signal)?.signal ?? null
  const signals = first && tone.kind !== 'sit' ? [first, ...(tone.elsewhere ?? [])] : []
  const chosen = signals[Math.floor(uniform() * signals.length)]
  const sent = chosen ? bend(chosen, () => off(frequency)) : null
  const segments = tone.segments.map(({ signal, ms, db = 0 }) => ({
    signal: signal && (sent ?? bend(signal, () => off(frequency))),
    ms: Math.round(ms * off(cadence)),
    db,
  }))
  const cycleMs = segments.reduce((sum, { ms }) => sum + ms, 0)
  const ms = Number.isFinite(cycleMs) ? Math.max(cyclesSent * cycleMs, 2600) : 1000 * steadySeconds
  const levelDbfs = -30 + 20 * uniform()
  const played = toneSamples({ segments }, { levelDbfs, ms })
  const from = Math.round(8000 * (0.5 + 0.5 * uniform()))
  const samples = new Int16Array(Math.ceil((from + played.length + 4000) / 160) * 160)
  const normal = gaussian(uniform)
  const noise = (32_768 / Math.SQRT2) * 10 ** ((levelDbfs - snrDb) / 20)
  for (let index = 0; index < samples.length; index++) {
    const heard = (played[index - from] ?? 0) + (noise > 0 ? noise * normal() : 0)
    samples[index] = Math.max(-32_768, Math.min(32_767, Math.round(heard)))
  }
  return { country, tone, usual: !chosen || chosen === first, samples, from, to: from + played.length }
}

function bend({ hz, modulatedBy }: Signal, factor: () => number): Signal {
  const bent = hz.map(frequency => frequency * factor())
  return modulatedBy === undefined ? { hz: bent } : { hz: bent, modulatedBy: modulatedBy * factor() }
}
