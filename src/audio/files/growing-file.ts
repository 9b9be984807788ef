import { close, ftruncate, write } from 'node:fs'
import type { CellvoiceError } from '../../base/error.ts'
import { fileError } from './file-error.ts'

/** How a {@link GrowingFile} keeps its header true. */
export interface GrowingFileOptions {
  readonly path: string
  /** Open for writing, with the header in it and nothing else. It is closed by the file. */
  readonly descriptor: number
  /** Its sizes are set anew after each write. */
  readonly header: Uint8Array
  setSizes(header: Uint8Array, dataBytes: number): void
  /** Bytes that may wait for a slow disk. */
  readonly maxWaiting: number
  /** When the disk is full the file is cut back to whole pieces of so many bytes. */
  readonly pieceBytes: number
}

/**
 * A file that grows and can be read at any moment, also after SIGKILL: data first, then the header that tells of it.
 * One write is under way at a time; what is appended meanwhile goes out as one batch after it. No memory is allocated
 * for an append. What the operating system holds in its cache survives the process, not a power cut.
 */
export class GrowingFile {
  /** Settles when the file takes no more; never rejects, and never settles where all went well. */
  readonly failed: Promise<CellvoiceError>
  private readonly options: GrowingFileOptions
  /** One is filled while the other is written. */
  private filling: Uint8Array
  private writing: Uint8Array
  private filled = 0
  private batch = 0
  private batchDone = 0
  /** Bytes of data in the file. */
  private dataBytes = 0
  private busy = false
  private open = true
  private closing = false
  private readonly closed: Promise<void>
  private settleFailed: (error: CellvoiceError) => void = () => {}
  private settleClosed: () => void = () => {}

  constructor(options: GrowingFileOptions) {
    this.options = options
    this.filling = new Uint8Array(options.maxWaiting)
    this.writing = new Uint8Array(options.maxWaiting)
    this.failed = new Promise(resolve => {
      this.settleFailed = resolve
    })
    this.closed = new Promise(resolve => {
      this.settleClosed = resolve
    })
  }

  /** Bytes of data that are in the file. */
  get written(): number {
    return this.dataBytes
  }

  /** Appends the first `count` of `bytes`, or nothing. @returns false where they do not fit, or the file takes no more. */
  append(bytes: Uint8Array, count: number): boolean {
    if (!this.open || this.closing || count > this.filling.length - this.filled) return false
    for (let index = 0; index < count; index++) {
      // The caller has that many bytes.
      this.filling[this.filled + index] = bytes[index] as number
    }
    this.filled += count
    this.next()
    return true
  }

  /** Writes what waits and gives the file back. Never rejects; harmless when closed or failed. */
  close(): Promise<void> {
    this.closing = true
    this.next()
    return this.closed
  }

  private next(): void {
    if (this.busy || !this.open) return
    if (this.filled > 0) this.startBatch()
    else if (this.closing) this.finish()
  }

  private startBatch(): void {
    const { filling, writing } = this
    this.writing = filling
    this.filling = writing
    this.batch = this.filled
    this.batchDone = 0
    this.filled = 0
    this.busy = true
    this.writeBatch()
  }

  private writeBatch(): void {
    const { descriptor, header } = this.options
    const position = header.length + this.dataBytes
    write(descriptor, this.writing, this.batchDone, this.batch - this.batchDone, position, this.onBatch)
  }

  /** The system may take a part only, as it does where the disk becomes full. */
  private readonly onBatch = (error: Error | null, count: number): void => {
    if (error || count === 0) {
      this.fail(error ?? new Error('the system takes no more'))
      return
    }
    this.batchDone += count
    this.dataBytes += count
    if (this.batchDone < this.batch) this.writeBatch()
    else this.writeHeader()
  }

  private writeHeader(): void {
    const { descriptor, header, setSizes } = this.options
    setSizes(header, this.dataBytes)
    write(descriptor, header, 0, header.length, 0, this.onHeader)
  }

  private readonly onHeader = (error: Error | null): void => {
    this.busy = false
    if (error) this.fail(error)
    else this.next()
  }

  private fail(cause: Error): void {
    const { path, descriptor, header, pieceBytes, setSizes } = this.options
    this.open = false
    this.dataBytes -= this.dataBytes % pieceBytes
    setSizes(header, this.dataBytes)
    // The header has its place on the disk already, so it can be written on a full one; what fails here changes nothing.
    ftruncate(descriptor, header.length + this.dataBytes, () =>
      write(descriptor, header, 0, header.length, 0, () => close(descriptor, () => this.end(fileError(path, cause)))),
    )
  }

  private finish(): void {
    this.open = false
    const { path, descriptor, header } = this.options
    // RIFF wants an even length, which grows the file by a byte that is not data. Network file systems tell only when a
    // file is closed that there was no space.
    ftruncate(descriptor, header.length + this.dataBytes + (this.dataBytes % 2), () =>
      close(descriptor, error => this.end(error ? fileError(path, error) : null)),
    )
  }

  private end(error: CellvoiceError | null): void {
    if (error) this.settleFailed(error)
    this.settleClosed()
  }
}
