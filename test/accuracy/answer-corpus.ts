import { random } from '../support/random.ts'
import { greetingsOf } from './greetings.ts'
import { addTo, gainFor, levelOf, toSamples } from './level.ts'
import { type NoiseKind, type NoiseSource, noiseKinds, noiseSource } from './noise.ts'
import type { Measurement } from './row.ts'
import { speak } from './speech.ts'
import { TRUTH_SAMPLES, voiceTruth } from './voice-truth.ts'
import { voicesOf } from './voices.ts'

/** The beep of an answering machine, in samples of its item. */
export interface Beep {
  readonly from: number
  readonly to: number
  readonly hz: number
}

/** What is heard after a call has been answered, and what it is. Positions are in samples. */
export interface AnswerItem {
  readonly samples: Int16Array
  readonly truth: 'live' | 'machine'
  /** A short greeting of a machine, a long one of a person; `usual` is the other way round. */
  readonly variety: 'usual' | 'short' | 'long'
  /** Speech over noise; Infinity without noise. */
  readonly snrDb: number
  readonly noise: NoiseKind
  readonly language: string
  /** Where the first speech begins, and where the greeting ends. */
  readonly onset: number
  readonly greetingEnd: number
  readonly beep: Beep | null
}

const rates = [130, 145, 160, 175, 190] as const
const pitches = [20, 35, 50, 65, 85] as const
const ratios = [Number.POSITIVE_INFINITY, 30, 20, 15, 10] as const
const second = 8000
const unusual = 0.2
const withoutBeep = 0.1

/**
 * Answers of people and of machines in turn: a voice, a text, a rate, a pitch, a level of -32 to -16 dBFS, a noise and
 * a wait of 0.2 to 1.5 s before it, all at random. One in five machines has a short greeting, one in five people a long
 * one. One in five people speaks again when nobody answers. Each machine beeps, but one in ten of those with a long
 * greeting: 400-2000 Hz, 0.15-1.0 s, -25 to -8 dBFS, 0.2-1.8 s after it.
 */
export async function* answers(measurement: Measurement, count: number): AsyncIterable<AnswerItem> {
  const uniform = random(measurement.seed * 104_729 + 11)
  const noises = await noiseSource(measurement)
  for (let index = 0; index < count; index++) {
    const noise = noiseKinds[Math.floor(index / 2) % noiseKinds.length] as NoiseKind
    const snrDb = ratios[Math.floor(index / 2 / noiseKinds.length) % ratios.length] as number
    yield await answer(measurement, index % 2 === 0 ? 'live' : 'machine', snrDb, noise, noises, uniform)
  }
}

async function answer(
  { half, folder }: Measurement,
  truth: AnswerItem['truth'],
  snrDb: number,
  noise: NoiseKind,
  noises: NoiseSource,
  uniform: () => number,
): Promise<AnswerItem> {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(uniform() * list.length)] as T
  const between = (least: number, most: number) => least + (most - least) * uniform()
  const { language, voice } = pick(voicesOf(half).filter(one => greetingsOf(half, one.language)))
  const greetings = greetingsOf(half, language)
  const isUnusual = uniform() < unusual
  const kind = truth === 'live' ? (isUnusual ? 'longLive' : 'shortLive') : isUnusual ? 'shortMachine' : 'longMachine'
  const manner = { voice, wordsPerMinute: pick(rates), pitch: pick(pitches) }
  const say = async (texts: readonly string[] = []) => trimmed(await speak({ ...manner, text: pick(texts) }, folder))
  const greeting = await say(greetings?.[kind])
  const onset = Math.round(between(0.2, 1.5) * second)
  const greetingEnd = onset + greeting.length
  const again = truth === 'live' && uniform() < 0.2 ? await say(greetings?.shortLive) : null
  const againAt = greetingEnd + Math.round(between(1.2, 2.5) * second)
  const beep = truth === 'live' || (!isUnusual && uniform() < withoutBeep) ? null : beepAfter(greetingEnd, between)
  const end = Math.max(onset + 7 * second, beep?.to ?? 0, greetingEnd) + 3 * second

  const { level } = voiceTruth(greeting)
  const wanted = between(-32, -16)
  const sum = new Float64Array(end)
  addTo(sum, greeting, onset, gainFor(level, wanted))
  if (again) addTo(sum, again, againAt, gainFor(level, wanted))
  if (beep) addBeep(sum, beep, between(-25, -8))
  const seed = Math.floor(uniform() * 2 ** 31)
  if (snrDb < Number.POSITIVE_INFINITY) {
    const under = noises.make(noise, end, seed)
    addTo(sum, under, 0, gainFor(levelOf(under), wanted - snrDb))
  }
  const variety = isUnusual ? (truth === 'live' ? 'long' : 'short') : 'usual'
  return { samples: toSamples(sum), truth, variety, snrDb, noise, language, onset, greetingEnd, beep }
}

/** Speech from its first to its last active moment, with the fall of its last sound. */
function trimmed(speech: Int16Array): Int16Array {
  const { active } = voiceTruth(speech)
  return speech.subarray(active.indexOf(1) * TRUTH_SAMPLES, (active.lastIndexOf(1) + 1) * TRUTH_SAMPLES)
}

function beepAfter(greetingEnd: number, between: (least: number, most: number) => number): Beep {
  const from = greetingEnd + Math.round(between(0.2, 1.8) * second)
  return { from, to: from + Math.round(between(0.15, 1) * second), hz: between(400, 2000) }
}

/** A sine that rises and falls in 3 ms. @param level - of its power, in dB of full scale squared */
function addBeep(sum: Float64Array, { from, to, hz }: Beep, level: number): void {
  const amplitude = Math.SQRT2 * 32_767 * 10 ** (level / 20)
  for (let index = from; index < to; index++) {
    const edge = Math.min(1, (index - from + 1) / 24, (to - index) / 24)
    sum[index] = (sum[index] as number) + edge * amplitude * Math.sin((2 * Math.PI * hz * (index - from)) / second)
  }
}
