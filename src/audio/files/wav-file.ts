import { encodeSamples } from './encode-samples.ts'
import { sampleBytesOf, type WavEncoding, wavHeader } from './wav-header.ts'

/** A whole WAV file of 8 kHz mono sound, in memory. */
export function wavFile(samples: Int16Array, encoding: WavEncoding = 'pcm16'): Uint8Array {
  const dataBytes = samples.length * sampleBytesOf(encoding)
  const header = wavHeader({ encoding, dataBytes })
  const file = new Uint8Array(header.length + dataBytes + (dataBytes % 2))
  file.set(header)
  encodeSamples(encoding, samples, file.subarray(header.length))
  return file
}
