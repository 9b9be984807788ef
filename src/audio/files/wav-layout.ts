import { CellvoiceError } from '../../base/error.ts'
import { fileKind, KIND_BYTES } from './file-kind.ts'
import { readWavFormat, type WavFormat } from './wav-format.ts'
import { UNKNOWN_SIZE } from './wav-header.ts'

/** Where the sound of a WAV file is, and what its header claims. */
export interface WavLayout {
  readonly format: WavFormat
  /** Offset of the first byte of sound. */
  readonly dataStart: number
  /** Bytes of sound that are there, in whole samples: never more than the file has. */
  readonly dataBytes: number
  /** Bytes of sound as the header claims: 0 and 4294967295 also stand for "not known". */
  readonly claimedBytes: number
  /** Bytes of the file without the first 8, as the header claims. */
  readonly claimedRiffBytes: number
  /** Offset of the count of samples in a `fact` chunk, null where there is none. */
  readonly factStart: number | null
  readonly fileBytes: number
}

/** A part of the file that the walk wants to see next; it may be shorter where the file ends. */
export interface Piece {
  readonly start: number
  readonly bytes: number
}

const RIFF_BYTES = 12
const CHUNK_HEADER_BYTES = 8
/** No format chunk in use is longer; a longer one is not read whole. */
const MAX_FORMAT_BYTES = 64
/** Real files have a handful of chunks; one of nothing but chunks must not be walked for ever. */
export const MAX_CHUNKS = 1000
const CUT_OFF = 'it ends before its sound begins'

/**
 * Walks the chunks of a RIFF/WAVE file up to its sound (Microsoft and IBM, Multimedia Programming Interface 1.0). It
 * does not read by itself: it yields the piece it wants and is resumed with its bytes, so it serves a file and memory.
 *
 * @param name What the file is called in errors.
 * @param fileBytes The size of the file.
 * @throws CellvoiceError AUDIO_FILE_INVALID or AUDIO_FILE_UNSUPPORTED.
 */
export function* walkWav(name: string, fileBytes: number): Generator<Piece, WavLayout, Uint8Array> {
  const head = yield { start: 0, bytes: KIND_BYTES }
  checkKind(name, head)
  const claimedRiffBytes = sizeAt(head, 4)
  let format: WavFormat | null = null
  let factStart: number | null = null
  let start = RIFF_BYTES
  for (let chunk = 0; chunk < MAX_CHUNKS; chunk++) {
    const header = yield { start, bytes: CHUNK_HEADER_BYTES }
    if (header.length < CHUNK_HEADER_BYTES) throw invalid(name, CUT_OFF)
    const chunkName = Buffer.from(header.subarray(0, 4)).toString('latin1')
    const size = sizeAt(header, 4)
    start += CHUNK_HEADER_BYTES
    if (chunkName === 'fmt ') format = readWavFormat(name, yield { start, bytes: Math.min(size, MAX_FORMAT_BYTES) })
    if (chunkName === 'fact' && size >= 4) factStart = start
    if (chunkName === 'data') {
      if (!format) throw invalid(name, 'it has no format chunk before its sound')
      const dataBytes = presentBytes({ start, size, fileBytes, claimedRiffBytes }, format.blockBytes)
      return { format, dataStart: start, dataBytes, claimedBytes: size, claimedRiffBytes, factStart, fileBytes }
    }
    start += size + (size % 2)
  }
  throw invalid(name, `it has more than ${MAX_CHUNKS} chunks before its sound`)
}

/**
 * {@link walkWav} through what is in memory.
 * @param bytes The file, or its beginning up to the sound.
 * @param fileBytes The size of the file.
 */
export function layoutOfBytes(name: string, bytes: Uint8Array, fileBytes = bytes.length): WavLayout {
  const walk = walkWav(name, fileBytes)
  let step = walk.next()
  while (!step.done) {
    const { start, bytes: count } = step.value
    step = walk.next(bytes.subarray(start, start + count))
  }
  return step.value
}

/** Refuses a file without a single sample. @throws CellvoiceError AUDIO_FILE_INVALID. */
export function assertSound(name: string, { dataBytes }: WavLayout): void {
  if (dataBytes === 0) throw invalid(name, 'it holds no sound')
}

interface Claim {
  readonly start: number
  readonly size: number
  readonly fileBytes: number
  readonly claimedRiffBytes: number
}

function presentBytes({ start, size, fileBytes, claimedRiffBytes }: Claim, blockBytes: number): number {
  const present = Math.max(0, fileBytes - start)
  // A size of 0 is honest only where the whole is said to go on behind it.
  const unknown = size === UNKNOWN_SIZE || (size === 0 && claimedRiffBytes + CHUNK_HEADER_BYTES <= start)
  const bytes = unknown ? present : Math.min(size, present)
  return bytes - (bytes % blockBytes)
}

function checkKind(name: string, head: Uint8Array): void {
  if (head.length === 0) throw invalid(name, 'it is empty')
  const start = Buffer.from(head.subarray(0, 4)).toString('latin1')
  if (head.length < RIFF_BYTES && 'RIFF'.startsWith(start)) throw invalid(name, CUT_OFF)
  const kind = fileKind(head)
  if (kind === 'WAV') return
  if (kind === 'unknown' || kind === 'text')
    throw invalid(name, `it is not a WAV file${kind === 'text' ? ' but text' : ''}`)
  throw new CellvoiceError('AUDIO_FILE_UNSUPPORTED', { detail: `${name}: it is not a WAV file but ${kind}` })
}

function sizeAt(bytes: Uint8Array, offset: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(offset, true)
}

function invalid(name: string, what: string): CellvoiceError {
  return new CellvoiceError('AUDIO_FILE_INVALID', { detail: `${name}: ${what}` })
}
