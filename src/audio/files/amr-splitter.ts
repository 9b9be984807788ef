import { type AmrBand, amrFrameBytes, amrHeader } from './amr-file.ts'

/** Cuts the output of an encoder, which comes in pieces of any size, after its last whole frame. */
export class AmrSplitter {
  private readonly band: AmrBand
  private held: Uint8Array = new Uint8Array(0)
  private headerLeft: number
  private count = 0
  private broken = false

  constructor(band: AmrBand) {
    this.band = band
    this.headerLeft = amrHeader(band).length
  }

  /** Whole frames so far. */
  get frames(): number {
    return this.count
  }

  /** Whether what came is not AMR; nothing more comes out then. */
  get damaged(): boolean {
    return this.broken
  }

  /** @returns the whole frames there are now, without the header of the file; often none. */
  push(chunk: Uint8Array): Uint8Array {
    const bytes = this.withoutHeader(Buffer.concat([this.held, chunk]))
    let end = 0
    while (end < bytes.length && !this.broken) {
      // Inside by the condition.
      const length = amrFrameBytes(this.band, bytes[end] as number)
      if (length === null) this.broken = true
      if (length === null || end + length > bytes.length) break
      end += length
      this.count++
    }
    this.held = this.broken ? new Uint8Array(0) : bytes.subarray(end)
    return bytes.subarray(0, end)
  }

  private withoutHeader(bytes: Uint8Array): Uint8Array {
    const skipped = Math.min(this.headerLeft, bytes.length)
    const wanted = amrHeader(this.band)
    const from = wanted.length - this.headerLeft
    if (Buffer.compare(bytes.subarray(0, skipped), wanted.subarray(from, from + skipped)) !== 0) this.broken = true
    this.headerLeft -= skipped
    return bytes.subarray(skipped)
  }
}
