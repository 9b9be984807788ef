import { FRAME_BYTES, FRAME_SAMPLES, readSamples, writeSamples } from '../../src/audio/frame.ts'
import type { FrameSource } from '../../src/audio/media-session.ts'

/** The bytes of frames that each carry their number in every sample; 0 is silence. */
export function numberedBytes(...numbers: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(numbers.length * FRAME_BYTES)
  for (const [index, number] of numbers.entries()) {
    writeSamples(new Int16Array(FRAME_SAMPLES).fill(number), bytes, index * FRAME_BYTES)
  }
  return bytes
}

/** The number that all samples of `frame` carry; `broken` when they differ. */
export function numberOf(frame: Int16Array): number | 'broken' {
  const first = frame[0] ?? Number.NaN
  return frame.every(sample => sample === first) ? first : 'broken'
}

/** The numbers of the whole frames in `bytes`. */
export function numbersIn(bytes: Uint8Array): (number | 'broken')[] {
  const frame = new Int16Array(FRAME_SAMPLES)
  return Array.from({ length: Math.floor(bytes.length / FRAME_BYTES) }, (_, index) => {
    readSamples(bytes, frame, index * FRAME_BYTES)
    return numberOf(frame)
  })
}

/** A source whose frames carry `first`, `first + 1` and so on. */
export function numberedSource(first: number): FrameSource {
  let next = first
  return frame => {
    frame.fill(next++)
    return true
  }
}

/** The whole numbers from `first` to `last`. */
export function upTo(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
