import { CellvoiceError } from '../base/error.ts'
import type { Transport, TransportListener } from '../transport/transport.ts'

/**
 * The line to one module, wherever that is: each opening may go to another port, so that whoever holds the modem keeps it
 * when its module comes back under another name.
 */
export class MovableTransport implements Transport {
  private target: Transport | undefined
  private readonly fallbackName: string

  /** @param name What the line is called before it was opened. */
  constructor(name: string) {
    this.fallbackName = name
  }

  get name(): string {
    return this.target?.name ?? this.fallbackName
  }

  /** The next {@link open} goes there. To be called while it is closed. */
  moveTo(target: Transport): void {
    this.target = target
  }

  open(listener: TransportListener): Promise<void> {
    return this.target?.open(listener) ?? Promise.reject(new CellvoiceError('PORT_CLOSED', { detail: this.name }))
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.target?.write(bytes) ?? Promise.reject(new CellvoiceError('PORT_CLOSED', { detail: this.name }))
  }

  async close(): Promise<void> {
    await this.target?.close()
  }
}
