import type { Storage } from './file-name.ts'

/** One file of a module. Only its store writes to it. */
export class StoredFile {
  readonly storage: Storage
  readonly name: string
  private users = 0
  private bytes = new Uint8Array(0)
  private used = 0

  constructor(storage: Storage, name: string) {
    this.storage = storage
    this.name = name
  }

  get length(): number {
    return this.used
  }

  /** Whether a recording or a handle is at work on it: it cannot be deleted then. */
  get inUse(): boolean {
    return this.users > 0
  }

  use(): void {
    this.users++
  }

  leave(): void {
    // A restart has made all leave before.
    this.users = Math.max(0, this.users - 1)
  }

  leaveAll(): void {
    this.users = 0
  }

  /** A copy of the bytes from `from` up to, not with, `to`. */
  read(from = 0, to = this.used): Uint8Array {
    return this.bytes.slice(from, Math.min(to, this.used))
  }

  /** Puts bytes at `at`, which is not beyond the end. */
  put(at: number, bytes: Uint8Array): void {
    const end = at + bytes.length
    if (end > this.bytes.length) {
      const larger = new Uint8Array(Math.max(end, 2 * this.bytes.length))
      larger.set(this.bytes.subarray(0, this.used))
      this.bytes = larger
    }
    this.bytes.set(bytes, at)
    this.used = Math.max(this.used, end)
  }

  empty(): void {
    this.bytes = new Uint8Array(0)
    this.used = 0
  }
}
