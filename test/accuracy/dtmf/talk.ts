import { random } from '../../support/random.ts'
import type { Measurement } from '../row.ts'
import { speak } from '../speech.ts'
import { voicesOf } from '../voices.ts'
import { sentences } from './sentences.ts'

/** Minutes of talk by every voice of the half in turn, one utterance after the other, made as they are asked for. */
export async function* talk({ half, folder }: Measurement, minutes: number, seed: number): AsyncGenerator<Int16Array> {
  const voices = voicesOf(half)
  const uniform = random(seed)
  let samples = 0
  for (let turn = 0; samples < minutes * 60 * 8000; turn++) {
    // 90 voices: a stride that shares no factor with their number visits all of them, each language early.
    const voice = voices[(turn * 7) % voices.length]
    if (!voice) return
    const said = await speak(
      {
        text: sentences(voice.language, 6, uniform),
        voice: voice.voice,
        wordsPerMinute: 130 + Math.floor(uniform() * 61),
        pitch: 20 + Math.floor(uniform() * 66),
      },
      folder,
    )
    samples += said.length
    yield said
  }
}
