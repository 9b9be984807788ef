import { CellvoiceError } from '../../base/error.ts'

/** How one sample stands in a WAV file; all little-endian, `pcm8` is unsigned. */
export type WavSampleType = 'pcm8' | 'pcm16' | 'pcm24' | 'pcm32' | 'float32' | 'alaw' | 'ulaw'

/** What the `fmt ` chunk of a WAV file tells. */
export interface WavFormat {
  readonly sampleType: WavSampleType
  /** 1-8. */
  readonly channels: number
  /** Samples a second of each channel, 4000-192000. */
  readonly sampleRate: number
  /** Bytes of one sample of all channels. */
  readonly blockBytes: number
}

/** Format tags of RFC 2361 by the bits of a sample. */
const sampleTypes: Readonly<Record<number, Readonly<Record<number, WavSampleType>>>> = {
  1: { 8: 'pcm8', 16: 'pcm16', 24: 'pcm24', 32: 'pcm32' },
  3: { 32: 'float32' },
  6: { 8: 'alaw' },
  7: { 8: 'ulaw' },
}
const EXTENSIBLE = 0xfffe
/** The shortest `fmt ` chunk, and the one of WAVE_FORMAT_EXTENSIBLE, which has the format tag in its GUID at 24. */
const PLAIN_BYTES = 16
const EXTENSIBLE_BYTES = 40
const SUBFORMAT_AT = 24
/** The rest of a GUID whose first two bytes are a format tag. */
const TAG_GUID = '000000001000800000aa00389b71'

const MAX_CHANNELS = 8
const MIN_RATE = 4000
const MAX_RATE = 192_000

/**
 * Reads a `fmt ` chunk.
 * @param name What the file is called in errors.
 * @throws CellvoiceError AUDIO_FILE_INVALID where it is too short, AUDIO_FILE_UNSUPPORTED where it names another coding.
 */
export function readWavFormat(name: string, chunk: Uint8Array): WavFormat {
  if (chunk.length < PLAIN_BYTES) {
    throw new CellvoiceError('AUDIO_FILE_INVALID', { detail: `${name}: its format chunk is cut off` })
  }
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length)
  const tag = formatTag(name, view)
  const channels = view.getUint16(2, true)
  const sampleRate = view.getUint32(4, true)
  const bits = view.getUint16(14, true)
  const sampleType = sampleTypes[tag]?.[bits]
  if (sampleType === undefined) throw unsupported(name, `WAV of format ${tag} with ${bits} bits a sample`)
  if (channels < 1 || channels > MAX_CHANNELS) throw unsupported(name, `WAV of ${channels} channels`)
  if (sampleRate < MIN_RATE || sampleRate > MAX_RATE) throw unsupported(name, `WAV of ${sampleRate} samples a second`)
  return { sampleType, channels, sampleRate, blockBytes: (channels * bits) / 8 }
}

function formatTag(name: string, view: DataView): number {
  const tag = view.getUint16(0, true)
  if (tag !== EXTENSIBLE) return tag
  if (view.byteLength < EXTENSIBLE_BYTES) {
    throw new CellvoiceError('AUDIO_FILE_INVALID', { detail: `${name}: its extensible format chunk is cut off` })
  }
  const guid = Buffer.from(view.buffer, view.byteOffset + SUBFORMAT_AT, 16)
  if (guid.toString('hex', 2) !== TAG_GUID) throw unsupported(name, `WAV of sub-format ${guid.toString('hex')}`)
  return view.getUint16(SUBFORMAT_AT, true)
}

function unsupported(name: string, what: string): CellvoiceError {
  return new CellvoiceError('AUDIO_FILE_UNSUPPORTED', { detail: `${name}: ${what}` })
}
