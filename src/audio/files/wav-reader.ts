import { CellvoiceError } from '../../base/error.ts'
import { SpeechDecoder } from './speech-decoder.ts'
import type { WavFormat } from './wav-format.ts'
import { type WavLayout, walkWav } from './wav-layout.ts'

/** A WAV file in memory. */
export interface WavContents {
  /** How it is in the file. */
  readonly format: WavFormat
  /** Its sound as a call carries it: 8 kHz, one channel. */
  readonly samples: Int16Array
}

/**
 * Reads a WAV file that is in memory: PCM of 8 to 32 bits, 32-bit float, A-law, mu-law, plain or WAVE_FORMAT_EXTENSIBLE,
 * 1-8 channels, 4-192 kHz. Sizes that are unknown or too large (a stream, a file cut off) mean: all that is there.
 *
 * @throws CellvoiceError AUDIO_FILE_INVALID (not a WAV file, cut off before its sound, no sound), AUDIO_FILE_UNSUPPORTED.
 */
export function parseWav(bytes: Uint8Array): WavContents {
  const layout = wavLayout(bytes)
  requireSound('the file', layout)
  const { format, dataStart, dataBytes } = layout
  const blocks = dataBytes / format.blockBytes
  const decoder = new SpeechDecoder(format, blocks)
  const output = new Int16Array(decoder.maxOutput(blocks))
  const count = decoder.decode(bytes.subarray(dataStart, dataStart + dataBytes), output)
  const rest = decoder.finish(output.subarray(count))
  return { format, samples: output.subarray(0, count + rest) }
}

/** Refuses a file without a single sample; `name` is what it is called in the error. */
export function requireSound(name: string, { dataBytes }: WavLayout): void {
  if (dataBytes === 0) throw new CellvoiceError('AUDIO_FILE_INVALID', { detail: `${name}: it holds no sound` })
}

function wavLayout(bytes: Uint8Array): WavLayout {
  const walk = walkWav('the file', bytes.length)
  let step = walk.next()
  while (!step.done) {
    const { start, bytes: count } = step.value
    step = walk.next(bytes.subarray(start, start + count))
  }
  return step.value
}
