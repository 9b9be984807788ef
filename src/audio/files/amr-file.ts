import { CellvoiceError } from '../../base/error.ts'
import { FRAME_MS } from '../frame.ts'
import { fileKind } from './file-kind.ts'

/** The two speech coders: AMR of 8 kHz (`nb`, 3GPP TS 26.071) and AMR-WB of 16 kHz (`wb`, TS 26.171). */
export type AmrBand = 'nb' | 'wb'

/** What is in a frame: sound, the noise of a pause (SID), a frame lost on the way, or nothing to be sent. */
export type AmrFrameKind = 'speech' | 'comfort-noise' | 'lost' | 'none'

/** 20 ms of an AMR file. */
export interface AmrFrame {
  /** The frame type index of TS 26.101 table 1a or TS 26.201 table 1a: the bit rate, where it is speech. */
  readonly type: number
  readonly kind: AmrFrameKind
  /** Whether the frame arrived without errors (the Q bit). */
  readonly good: boolean
  /** Its header byte and what follows, as a part of the file. */
  readonly bytes: Uint8Array
}

/** What {@link parseAmr} read. */
export interface AmrContents {
  readonly band: AmrBand
  readonly frames: readonly AmrFrame[]
  readonly durationMs: number
  /** Bytes at the end that are no whole frame: the file was cut off or is damaged there. */
  readonly leftBytes: number
}

/** What one frame type of a band is. */
interface FrameType {
  readonly kind: AmrFrameKind
  /** With the header byte. */
  readonly bytes: number
}

const headers: Readonly<Record<AmrBand, Uint8Array>> = {
  nb: new Uint8Array(Buffer.from('#!AMR\n', 'latin1')),
  wb: new Uint8Array(Buffer.from('#!AMR-WB\n', 'latin1')),
}

const speech = (bytes: number): FrameType => ({ kind: 'speech', bytes })
const COMFORT_NOISE: FrameType = { kind: 'comfort-noise', bytes: 6 }
const NONE: FrameType = { kind: 'none', bytes: 1 }

/** By frame type index. Types that are not here are not for files (RFC 4867, 4.3.2): nobody knows their length. */
const frameTypes: Readonly<Record<AmrBand, Readonly<Record<number, FrameType>>>> = {
  // 4.75, 5.15, 5.9, 6.7, 7.4, 7.95, 10.2, 12.2 kbit/s
  nb: { ...[13, 14, 16, 18, 20, 21, 27, 32].map(speech), 8: COMFORT_NOISE, 15: NONE },
  // 6.6, 8.85, 12.65, 14.25, 15.85, 18.25, 19.85, 23.05, 23.85 kbit/s
  wb: {
    ...[18, 24, 33, 37, 41, 47, 51, 59, 61].map(speech),
    9: COMFORT_NOISE,
    14: { kind: 'lost', bytes: 1 },
    15: NONE,
  },
}

/** Bits of a frame header that are always 0. */
const PADDING = 0b1000_0011

/** The bytes an AMR file starts with. */
export function amrHeader(band: AmrBand): Uint8Array {
  return headers[band].slice()
}

/**
 * How long the frame is that starts with this byte.
 * @returns bytes with the header byte, or null where no frame starts so.
 */
export function amrFrameBytes(band: AmrBand, header: number): number | null {
  return frameType(band, header)?.bytes ?? null
}

/**
 * The coder of a file.
 * @param name What the file is called in errors.
 * @throws CellvoiceError AUDIO_FILE_INVALID, or AUDIO_FILE_UNSUPPORTED with the kind of file it is instead.
 */
export function amrBand(name: string, bytes: Uint8Array): AmrBand {
  const kind = fileKind(bytes)
  if (kind === 'AMR') return 'nb'
  if (kind === 'AMR-WB') return 'wb'
  const known = kind !== 'unknown' && kind !== 'text'
  throw new CellvoiceError(known ? 'AUDIO_FILE_UNSUPPORTED' : 'AUDIO_FILE_INVALID', {
    detail: `${name}: it is not an AMR file${known ? ` but ${kind}` : ''}`,
  })
}

/** The frames of a file, one after the other, up to its end or to where no frame starts. @throws as {@link amrBand}. */
export function* amrFrames(bytes: Uint8Array): Generator<AmrFrame, void> {
  const band = amrBand('the file', bytes)
  for (let start = headers[band].length; start < bytes.length; ) {
    // Inside the file by the condition.
    const header = bytes[start] as number
    const found = frameType(band, header)
    if (!found || start + found.bytes > bytes.length) return
    const frame = bytes.subarray(start, start + found.bytes)
    yield { type: (header >> 3) & 15, kind: found.kind, good: (header & 4) !== 0, bytes: frame }
    start += found.bytes
  }
}

/**
 * Reads an AMR or AMR-WB file of one channel (RFC 4867, 5). A file that is cut off or damaged is read up to there.
 * @throws CellvoiceError AUDIO_FILE_INVALID, AUDIO_FILE_UNSUPPORTED (of several channels, or another kind of file).
 */
export function parseAmr(bytes: Uint8Array): AmrContents {
  const band = amrBand('the file', bytes)
  const frames = [...amrFrames(bytes)]
  const read = frames.reduce((sum, frame) => sum + frame.bytes.length, headers[band].length)
  return { band, frames, durationMs: frames.length * FRAME_MS, leftBytes: bytes.length - read }
}

/** Milliseconds of sound in an AMR file. @throws as {@link parseAmr}. */
export function amrDurationMs(bytes: Uint8Array): number {
  let durationMs = 0
  for (const _ of amrFrames(bytes)) durationMs += FRAME_MS
  return durationMs
}

/** An AMR file of these frames, each with its header byte. */
export function amrFile(band: AmrBand, frames: Iterable<Uint8Array>): Uint8Array {
  return Buffer.concat([headers[band], ...frames])
}

function frameType(band: AmrBand, header: number): FrameType | undefined {
  return header & PADDING ? undefined : frameTypes[band][(header >> 3) & 15]
}
