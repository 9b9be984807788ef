import { gaussian, random } from '../support/random.ts'
import { greetingsOf } from './greetings.ts'
import { addTo, gainFor, levelOf } from './level.ts'
import type { Measurement } from './row.ts'
import { speak } from './speech.ts'
import { voicesOf } from './voices.ts'

const babbleSeconds = 60
const talkers = 6

/** What lies under the speech of a corpus. */
export const noiseKinds = ['white', 'pink', 'babble'] as const
export type NoiseKind = (typeof noiseKinds)[number]

/** Makes noise of any length, at a level that the caller sets. */
export interface NoiseSource {
  make(kind: NoiseKind, length: number, seed: number): Float64Array
}

/** White and pink noise from random numbers; babble from six voices of the half that talk over one another for a minute. */
export async function noiseSource({ half, seed, folder }: Measurement): Promise<NoiseSource> {
  const babble = await babbleOf(half, seed, folder)
  return {
    make(kind, length, noiseSeed) {
      const uniform = random(noiseSeed)
      if (kind === 'white') return white(length, uniform)
      if (kind === 'pink') return pink(length, uniform)
      const start = Math.floor(uniform() * babble.length)
      return Float64Array.from({ length }, (_, index) => babble[(start + index) % babble.length] as number)
    },
  }
}

/** White noise as a line low-passes it lightly: 3 dB down near 3 kHz. */
function white(length: number, uniform: () => number): Float64Array {
  const normal = gaussian(uniform)
  let before = 0
  return Float64Array.from({ length }, () => {
    const value = normal()
    const mean = 1000 * (0.8 * value + 0.2 * before)
    before = value
    return mean
  })
}

/** Noise that falls by 3 dB an octave: eight generators, each renewed half as often as the one before (Voss). */
function pink(length: number, uniform: () => number): Float64Array {
  const normal = gaussian(uniform)
  const rows = Array.from({ length: 8 }, normal)
  let sum = rows.reduce((a, b) => a + b, 0)
  return Float64Array.from({ length }, (_, index) => {
    const row = Math.min(7, Math.clz32(index & -index) ^ 31) & 7
    const value = normal()
    sum += value - (rows[row] as number)
    rows[row] = value
    return 400 * (sum + normal())
  })
}

async function babbleOf(half: Measurement['half'], seed: number, folder: string): Promise<Float64Array> {
  const uniform = random(seed * 31 + 7)
  const voices = voicesOf(half).filter(({ language }) => greetingsOf(half, language))
  const sum = new Float64Array(babbleSeconds * 8000)
  for (let talker = 0; talker < talkers; talker++) {
    const { language, voice } = voices[Math.floor(uniform() * voices.length)] as (typeof voices)[number]
    const texts = greetingsOf(half, language)?.longMachine ?? []
    for (let at = Math.floor(uniform() * 8000); at < sum.length; ) {
      const text = texts[Math.floor(uniform() * texts.length)] ?? ''
      const samples = await speak({ text, voice, wordsPerMinute: 150 + 10 * talker, pitch: 25 + 9 * talker }, folder)
      addTo(sum, samples, at, gainFor(levelOf(samples), -30))
      at += samples.length
    }
  }
  return sum
}
