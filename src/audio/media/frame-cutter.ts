import { FRAME_BYTES, readSamples } from '../frame.ts'

/** Cuts bytes that come in any pieces into frames. An odd number is fine: the other half of the sample comes next. */
export class FrameCutter {
  private readonly partial = new Uint8Array(FRAME_BYTES)
  private partialBytes = 0

  /** How many frames `chunk` completes. */
  completes(chunk: Uint8Array): number {
    return Math.floor((this.partialBytes + chunk.length) / FRAME_BYTES)
  }

  /** Reads a frame that is completed by `chunk` from `from` on. @returns where the next one begins. */
  take(chunk: Uint8Array, from: number, frame: Int16Array): number {
    if (this.partialBytes === 0) {
      readSamples(chunk, frame, from)
      return from + FRAME_BYTES
    }
    const end = from + FRAME_BYTES - this.partialBytes
    this.partial.set(chunk.subarray(from, end), this.partialBytes)
    this.partialBytes = 0
    readSamples(this.partial, frame)
    return end
  }

  /** Keeps what `chunk` has from `from` on, less than a frame is missing to. */
  keep(chunk: Uint8Array, from: number): void {
    if (from === chunk.length) return
    this.partial.set(chunk.subarray(from), this.partialBytes)
    this.partialBytes += chunk.length - from
  }

  /** Forgets what was kept: the next byte is the first of a frame. */
  reset(): void {
    this.partialBytes = 0
  }
}
