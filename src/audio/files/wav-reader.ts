import { WavDecoder } from './wav-decoder.ts'
import type { WavFormat } from './wav-format.ts'
import { assertSound, layoutOfBytes } from './wav-layout.ts'

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
  const layout = layoutOfBytes('the file', bytes)
  assertSound('the file', layout)
  const { format, dataStart, dataBytes } = layout
  const blocks = dataBytes / format.blockBytes
  const decoder = new WavDecoder(format, blocks)
  const output = new Int16Array(decoder.maxOutput(blocks))
  const count = decoder.decode(bytes.subarray(dataStart, dataStart + dataBytes), output)
  const rest = decoder.finish(output.subarray(count))
  return { format, samples: output.subarray(0, count + rest) }
}
