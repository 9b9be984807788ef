import { writeSync } from 'node:fs'

const retryMs = 5
const maxWaitingBytes = 65_536

/**
 * Writes to the module's end of a pseudo terminal. Its stream would stop the whole process while the host does not
 * read; so the bytes are written without waiting, what does not fit is tried again, and beyond 64 kB it is lost.
 */
export class PtyWriter {
  private readonly descriptor: number
  private waiting: Buffer = Buffer.alloc(0)
  private retry: NodeJS.Timeout | undefined
  private open = true

  constructor(descriptor: number) {
    this.descriptor = descriptor
  }

  write(bytes: Uint8Array): void {
    if (!this.open || this.waiting.length + bytes.length > maxWaitingBytes) return
    this.waiting = Buffer.concat([this.waiting, bytes])
    this.flush()
  }

  close(): void {
    this.open = false
    clearTimeout(this.retry)
  }

  private flush(): void {
    clearTimeout(this.retry)
    while (this.waiting.length > 0) {
      const written = this.writeSome()
      if (written === 0) {
        this.retry = setTimeout(() => this.flush(), retryMs)
        return
      }
      this.waiting = this.waiting.subarray(written)
    }
  }

  private writeSome(): number {
    try {
      return writeSync(this.descriptor, this.waiting)
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return 0
      // The terminal is gone; there is nobody to tell.
      this.close()
      return this.waiting.length
    }
  }
}
