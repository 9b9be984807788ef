import { writeSync } from 'node:fs'
import { type Carries, maxUnreadSoundBytes } from './served-port.ts'

const retryMs = 5
const maxUnreadLineBytes = 65_536

/**
 * Writes to the module's end of a pseudo terminal. Its stream would stop the whole process while the host does not
 * read; so the bytes are written without waiting, what does not fit is tried again, and beyond 64 kB of lines it is lost.
 * Sound is tried again only when more of it comes: a terminal that nobody reads costs nothing.
 */
export class PtyWriter {
  private readonly descriptor: number
  private readonly carries: Carries
  private waiting: Buffer = Buffer.alloc(0)
  private retry: NodeJS.Timeout | undefined
  private open = true

  constructor(descriptor: number, carries: Carries) {
    this.descriptor = descriptor
    this.carries = carries
  }

  /** How many bytes the terminal has not taken yet. */
  get unwritten(): number {
    return this.waiting.length
  }

  write(bytes: Uint8Array): void {
    if (!this.open) return
    if (this.carries === 'sound') this.flush()
    const most = this.carries === 'sound' ? maxUnreadSoundBytes : maxUnreadLineBytes
    if (this.waiting.length + bytes.length > most) return
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
        if (this.carries === 'lines') this.retry = setTimeout(() => this.flush(), retryMs)
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
