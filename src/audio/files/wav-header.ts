import { SAMPLE_RATE } from '../frame.ts'

/** How {@link wavHeader} and WavWriter code 8 kHz mono sound: 16 or 8 bits of PCM, or G.711. */
export type WavEncoding = 'pcm16' | 'pcm8' | 'alaw' | 'ulaw'

/** What there is to know about an encoding. */
interface EncodingFacts {
  /** The format tag of RFC 2361. */
  readonly tag: number
  readonly sampleBytes: number
}

const facts: Readonly<Record<WavEncoding, EncodingFacts>> = {
  pcm16: { tag: 1, sampleBytes: 2 },
  pcm8: { tag: 1, sampleBytes: 1 },
  alaw: { tag: 6, sampleBytes: 1 },
  ulaw: { tag: 7, sampleBytes: 1 },
}

const PCM_BYTES = 44
/** All but PCM have two more bytes in `fmt ` and a `fact` chunk (Microsoft, New Multimedia Data Types, 1994). */
const CODED_BYTES = 58
const PCM_TAG = 1
const CODED_FACT_AT = 46
/** What stands for a size that is not known, or too large for 32 bits: all up to the end is sound. */
export const UNKNOWN_SIZE = 0xffff_ffff

/** Bytes of one sample in this encoding. */
export function sampleBytesOf(encoding: WavEncoding): number {
  return facts[encoding].sampleBytes
}

/**
 * The header of a WAV file of 8 kHz mono sound: 44 bytes for PCM, 58 for G.711.
 *
 * @param options.encoding Default `pcm16`.
 * @param options.dataBytes Bytes of sound that follow. Left out, both sizes are 0, as in the stream of a recording;
 *   {@link setWavSizes} puts them in later. Beyond 4 GiB they become 4294967295, which readers take as "up to the end".
 */
export function wavHeader(options: { readonly encoding?: WavEncoding; readonly dataBytes?: number } = {}): Uint8Array {
  const { encoding = 'pcm16', dataBytes } = options
  const { tag, sampleBytes } = facts[encoding]
  const header = new Uint8Array(tag === PCM_TAG ? PCM_BYTES : CODED_BYTES)
  const view = new DataView(header.buffer)
  const put = (offset: number, text: string) => header.set(Buffer.from(text, 'latin1'), offset)
  put(0, 'RIFF')
  put(8, 'WAVEfmt ')
  view.setUint32(16, tag === PCM_TAG ? 16 : 18, true)
  view.setUint16(20, tag, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, SAMPLE_RATE, true)
  view.setUint32(28, SAMPLE_RATE * sampleBytes, true)
  view.setUint16(32, sampleBytes, true)
  view.setUint16(34, 8 * sampleBytes, true)
  if (tag !== PCM_TAG) {
    put(38, 'fact')
    view.setUint32(42, 4, true)
  }
  put(header.length - 8, 'data')
  if (dataBytes !== undefined) setWavSizes(header, dataBytes)
  return header
}

/**
 * Puts the sizes into a header of {@link wavHeader}, in place.
 * @param header Its first 44 or 58 bytes; more may follow.
 * @param dataBytes Bytes of sound behind it.
 */
export function setWavSizes(header: Uint8Array, dataBytes: number): void {
  const view = new DataView(header.buffer, header.byteOffset, header.length)
  const isPcm = view.getUint16(20, true) === PCM_TAG
  const headerBytes = isPcm ? PCM_BYTES : CODED_BYTES
  // A chunk of odd size is followed by a byte that only its parent counts.
  view.setUint32(4, bounded(headerBytes - 8 + dataBytes + (dataBytes % 2)), true)
  view.setUint32(headerBytes - 4, bounded(dataBytes), true)
  if (!isPcm) view.setUint32(CODED_FACT_AT, bounded(dataBytes), true)
}

function bounded(size: number): number {
  return Math.min(size, UNKNOWN_SIZE)
}
