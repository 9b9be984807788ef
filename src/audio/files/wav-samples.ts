import { g711Values } from './g711.ts'
import type { WavFormat, WavSampleType } from './wav-format.ts'

type ReadSample = (view: DataView, offset: number) => number

/** One sample on the scale of 16 bits, -32768 to 32767. */
const readers: Readonly<Record<WavSampleType, ReadSample>> = {
  pcm8: (view, offset) => (view.getUint8(offset) - 128) * 256,
  pcm16: (view, offset) => view.getInt16(offset, true),
  pcm24: (view, offset) => view.getInt16(offset + 1, true) + view.getUint8(offset) / 256,
  pcm32: (view, offset) => view.getInt32(offset, true) / 65_536,
  // A float that is no number would stay in a filter for its whole length.
  float32: (view, offset) => Math.max(-1, Math.min(1, view.getFloat32(offset, true) || 0)) * 32_768,
  // Every byte is in the table.
  alaw: (view, offset) => g711Values.alaw[view.getUint8(offset)] as number,
  ulaw: (view, offset) => g711Values.ulaw[view.getUint8(offset)] as number,
}

/**
 * The sound of a WAV file as one channel: the average of its channels, on the scale of 16-bit samples.
 * @param bytes Whole samples of all channels; what is left over at the end is not looked at.
 * @param mono Takes one value for each; it must be large enough.
 * @returns how many it took.
 */
export function readMono(
  { sampleType, channels, blockBytes }: WavFormat,
  bytes: Uint8Array,
  mono: Float32Array,
): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const read = readers[sampleType]
  const sampleBytes = blockBytes / channels
  const count = Math.floor(bytes.length / blockBytes)
  for (let index = 0; index < count; index++) {
    let sum = 0
    for (let channel = 0; channel < channels; channel++) sum += read(view, index * blockBytes + channel * sampleBytes)
    mono[index] = sum / channels
  }
  return count
}
