import { CellvoiceError } from '../base/error.ts'
import type { Transport, TransportListener } from './transport.ts'

/**
 * Two ends of a line in memory: what one end writes, the other receives once the writer's code has run out.
 * `chunkBytes` cuts every delivery to at most that many bytes, as a slow UART does.
 */
export function memoryTransportPair(
  names: readonly [string, string] = ['memory host', 'memory module'],
  { chunkBytes = Number.POSITIVE_INFINITY }: { chunkBytes?: number } = {},
): [MemoryTransport, MemoryTransport] {
  const first = new MemoryTransport(names[0], chunkBytes)
  const second = new MemoryTransport(names[1], chunkBytes)
  first.peer = second
  second.peer = first
  return [first, second]
}

/** One end of {@link memoryTransportPair}. */
export class MemoryTransport implements Transport {
  readonly name: string
  /** The other end; bytes written while it is closed are lost, as on a real line. */
  peer: MemoryTransport | undefined
  private readonly chunkBytes: number
  private listener: TransportListener | undefined

  constructor(name: string, chunkBytes: number) {
    this.name = name
    this.chunkBytes = chunkBytes
  }

  async open(listener: TransportListener): Promise<void> {
    if (this.listener) throw new CellvoiceError('PORT_BUSY', { detail: this.name })
    this.listener = listener
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (!this.listener) throw new CellvoiceError('PORT_CLOSED', { detail: this.name })
    const copy = new Uint8Array(bytes) // Not slice(): that of a Buffer shares the memory.
    queueMicrotask(() => this.peer?.receive(copy))
  }

  async close(): Promise<void> {
    this.listener = undefined
  }

  /** Cuts the line, as unplugging does: this end and the other are told that it is lost. */
  cut(): void {
    for (const end of [this, this.peer]) end?.lose()
  }

  private lose(): void {
    const listener = this.listener
    this.listener = undefined
    listener?.onLost(new CellvoiceError('PORT_LOST', { detail: this.name }))
  }

  private receive(bytes: Uint8Array): void {
    const step = Math.min(this.chunkBytes, Math.max(1, bytes.length))
    for (let from = 0; from < bytes.length; from += step) {
      this.listener?.onData(bytes.subarray(from, from + step))
    }
  }
}
