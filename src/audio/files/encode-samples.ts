import { writeSamples } from '../frame.ts'
import { encodeG711 } from './g711.ts'
import type { WavEncoding } from './wav-header.ts'

/** Writes samples as they stand in a WAV file of this encoding to the start of `bytes`. */
export function encodeSamples(encoding: WavEncoding, samples: Int16Array, bytes: Uint8Array): void {
  if (encoding === 'pcm16') writeSamples(samples, bytes)
  else if (encoding === 'pcm8') writeUnsigned(samples, bytes)
  else encodeG711(encoding, samples, bytes)
}

function writeUnsigned(samples: Int16Array, bytes: Uint8Array): void {
  for (let index = 0; index < samples.length; index++) {
    // The loop ends with the last sample; the nearest of 256 steps, and the highest one for what rounds beyond it.
    bytes[index] = Math.min(255, (((samples[index] as number) + 128) >> 8) + 128)
  }
}
