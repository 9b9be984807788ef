import { SAMPLE_RATE } from '../../audio/frame.ts'
import { CellvoiceError } from '../../base/error.ts'

const maxSamples = 600 * SAMPLE_RATE

/** What a party is going to say, one piece after the other: at most 10 minutes. */
export class SpeechQueue {
  private readonly pieces: Int16Array[] = []
  private position = 0
  private waiting = 0

  get empty(): boolean {
    return this.waiting === 0
  }

  /** @throws CellvoiceError INVALID_ARGUMENT when it would be more than 10 minutes. */
  add(samples: Int16Array): void {
    if (this.waiting + samples.length > maxSamples) {
      throw new CellvoiceError('INVALID_ARGUMENT', { detail: 'more than 10 minutes to be said' })
    }
    if (samples.length === 0) return
    this.pieces.push(samples.slice())
    this.waiting += samples.length
  }

  /** Fills `frame` with what comes next, and silence behind the last of it; false when there is nothing. */
  fill(frame: Int16Array): boolean {
    if (this.waiting === 0) return false
    let filled = 0
    for (let [piece] = this.pieces; piece && filled < frame.length; [piece] = this.pieces) {
      const part = piece.subarray(this.position, this.position + frame.length - filled)
      frame.set(part, filled)
      filled += part.length
      this.position += part.length
      if (this.position === piece.length) {
        this.pieces.shift()
        this.position = 0
      }
    }
    frame.fill(0, filled)
    this.waiting -= filled
    return true
  }

  clear(): void {
    this.pieces.length = 0
    this.position = 0
    this.waiting = 0
  }
}
