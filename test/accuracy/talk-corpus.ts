import { random } from '../support/random.ts'
import { greetingsOf } from './greetings.ts'
import { addTo, gainFor, levelOf, toSamples } from './level.ts'
import { type NoiseKind, noiseKinds, noiseSource } from './noise.ts'
import type { Measurement } from './row.ts'
import { speak } from './speech.ts'
import { voiceTruth } from './voice-truth.ts'
import { voicesOf } from './voices.ts'

/** Somebody who talks with pauses, under a noise that is known. */
export interface Talk {
  readonly samples: Int16Array
  /** 1 for each 10 ms of speech, else 0. */
  readonly active: Uint8Array
  /** The same with each short pause left out. */
  readonly loud: Uint8Array
  readonly noise: NoiseKind
}

/** How long nobody speaks before each text, in s. */
export interface Pauses {
  readonly least: number
  readonly most: number
}

const usualPauses: Pauses = { least: 0.3, most: 1.5 }
const seconds = 12
const rates = [130, 145, 160, 175, 190] as const
const pitches = [20, 40, 60, 85] as const

/** Talks of 12 s at one ratio of speech to noise: random voices, texts, rates, levels from -32 to -16 dBFS. */
export async function* talks(
  measurement: Measurement,
  snrDb: number,
  count: number,
  { least, most }: Pauses = usualPauses,
): AsyncIterable<Talk> {
  const { half, seed, folder } = measurement
  const uniform = random(seed * 7919 + Math.round(Math.min(snrDb, 99) * 10))
  const pick = <T>(list: readonly T[]): T => list[Math.floor(uniform() * list.length)] as T
  const noises = await noiseSource(measurement)
  const voices = voicesOf(half).filter(({ language }) => greetingsOf(half, language))
  for (let index = 0; index < count; index++) {
    const { language, voice } = pick(voices)
    const texts = Object.values(greetingsOf(half, language) ?? {}).flat()
    const clean = new Float64Array(seconds * 8000)
    const wordsPerMinute = pick(rates)
    const pitch = pick(pitches)
    for (let at = Math.round((least + (most - least) * uniform()) * 8000); at < clean.length; ) {
      const samples = await speak({ text: pick(texts), voice, wordsPerMinute, pitch }, folder)
      addTo(clean, samples, at, 1)
      at += samples.length + Math.round((least + (most - least) * uniform()) * 8000)
    }
    const { active, loud, level } = voiceTruth(clean)
    const wanted = -32 + 16 * uniform()
    const sum = new Float64Array(clean.length)
    addTo(sum, clean, 0, gainFor(level, wanted))
    const kind = noiseKinds[index % noiseKinds.length] as NoiseKind
    const noise = noises.make(kind, sum.length, Math.floor(uniform() * 2 ** 31))
    if (snrDb < Number.POSITIVE_INFINITY) addTo(sum, noise, 0, gainFor(levelOf(noise), wanted - snrDb))
    yield { samples: toSamples(sum), active, loud, noise: kind }
  }
}
