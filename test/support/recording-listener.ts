import type { CellvoiceError } from '../../src/base/error.ts'
import type { TransportListener } from '../../src/transport/transport.ts'

/** Keeps what a transport tells its owner. */
export class RecordingListener implements TransportListener {
  private readonly chunks: Uint8Array[] = []
  /** Every reason given to `onLost`, in order. */
  readonly losses: CellvoiceError[] = []

  onData(chunk: Uint8Array): void {
    this.chunks.push(Buffer.from(chunk))
  }

  onLost(reason: CellvoiceError): void {
    this.losses.push(reason)
  }

  /** All bytes so far. */
  get bytes(): Buffer {
    return Buffer.concat(this.chunks)
  }

  /** All bytes so far, one character a byte. */
  get text(): string {
    return this.bytes.toString('latin1')
  }
}
