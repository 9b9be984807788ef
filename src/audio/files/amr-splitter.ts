import { amrFrameBytes, amrHeader } from './amr-file.ts'

const header = amrHeader('nb')

/**
 * Cuts the output of an AMR encoder, which comes in pieces of any size, after its last whole frame. From where it is no
 * AMR nothing more comes out.
 */
export class AmrSplitter {
  private held: Uint8Array = new Uint8Array(0)
  private headerLeft = header.length
  private count = 0
  private broken = false

  /** Whole frames so far. */
  get frames(): number {
    return this.count
  }

  /** @returns the whole frames there are now, without the header of the file; often none. */
  push(chunk: Uint8Array): Uint8Array {
    const bytes = this.withoutHeader(Buffer.concat([this.held, chunk]))
    let end = 0
    while (end < bytes.length && !this.broken) {
      // Inside by the condition.
      const length = amrFrameBytes('nb', bytes[end] as number)
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
    const from = header.length - this.headerLeft
    if (Buffer.compare(bytes.subarray(0, skipped), header.subarray(from, from + skipped)) !== 0) this.broken = true
    this.headerLeft -= skipped
    return bytes.subarray(skipped)
  }
}
