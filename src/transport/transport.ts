import type { CellvoiceError } from '../base/error.ts'

/** What a transport tells its owner. Both are called from the event loop, never from inside `open` or `write`. */
export interface TransportListener {
  /** Bytes arrived, in any chunking. The chunk may be reused after the call returns: copy what is kept. */
  onData(chunk: Uint8Array): void
  /** The line is gone by itself. Called at most once an opening, and never after {@link Transport.close}. */
  onLost(reason: CellvoiceError): void
}

/** Moves bytes to and from one module, and says when the line is gone. It knows nothing of AT. */
export interface Transport {
  /** What a person calls this line: `/dev/ttyUSB2`, `tcp://127.0.0.1:4000`, `simulated EC200U`. */
  readonly name: string
  /**
   * Opens the line. May be called again after a loss or a close.
   * @throws CellvoiceError PORT_NOT_FOUND, PORT_NO_PERMISSION, PORT_BUSY, PORT_UNREACHABLE or PORT_FAILED.
   */
  open(listener: TransportListener): Promise<void>
  /**
   * Hands bytes to the line; resolves when the operating system has taken them.
   * @throws CellvoiceError PORT_CLOSED when not open, PORT_LOST when the line broke.
   */
  write(bytes: Uint8Array): Promise<void>
  /** Closes the line. Harmless when it is closed or lost. */
  close(): Promise<void>
}
