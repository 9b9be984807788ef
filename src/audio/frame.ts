import { CellvoiceError } from '../base/error.ts'

/** Samples a second of a telephone call: ITU-T G.711, 3GPP TS 26.071; what AT+QPCMV carries. */
export const SAMPLE_RATE = 8000
/** The length of a frame: that of the speech coders of the network (3GPP TS 26.071). */
export const FRAME_MS = 20
/** Samples in a frame. */
export const FRAME_SAMPLES = (SAMPLE_RATE * FRAME_MS) / 1000
/** Bytes in a frame of 16-bit little-endian samples. */
export const FRAME_BYTES = 2 * FRAME_SAMPLES

/** @throws CellvoiceError INVALID_ARGUMENT unless the frame has 160 samples. */
export function assertFrame(frame: Int16Array): void {
  if (frame.length === FRAME_SAMPLES) return
  throw new CellvoiceError('INVALID_ARGUMENT', { detail: `a frame has ${FRAME_SAMPLES} samples, not ${frame.length}` })
}

/** The nearest sample to a sum that may be too large for one. */
export function saturate(value: number): number {
  return Math.max(-32_768, Math.min(32_767, value))
}

/** Samples as the wire and WAV files carry them, little-endian, into `bytes` from `offset` on. */
export function writeSamples(samples: Int16Array, bytes: Uint8Array, offset = 0): void {
  for (let index = 0; index < samples.length; index++) {
    // The loop ends with the last sample.
    const sample = samples[index] as number
    bytes[offset + 2 * index] = sample
    bytes[offset + 2 * index + 1] = sample >> 8
  }
}

/** Little-endian bytes from `offset` on, as many samples as `samples` holds. */
export function readSamples(bytes: Uint8Array, samples: Int16Array, offset = 0): void {
  for (let index = 0; index < samples.length; index++) {
    // The caller hands two bytes for each sample; a typed array makes the sign.
    samples[index] = (bytes[offset + 2 * index] as number) | ((bytes[offset + 2 * index + 1] as number) << 8)
  }
}
