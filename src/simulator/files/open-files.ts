import type { StoredFile } from './stored-file.ts'

/** A file opened by AT+QFOPEN. */
export interface OpenFile {
  readonly file: StoredFile
  /** 0 as it is, 1 emptied, 2 for reading alone. */
  readonly mode: number
  position: number
}

const maxOpenFiles = 10

/** The handles of AT+QFOPEN. */
export class OpenFiles {
  private readonly opened = new Map<number, OpenFile>()
  private lastHandle = 0

  get full(): boolean {
    return this.opened.size >= maxOpenFiles
  }

  /** @returns the handle, which no earlier file had. */
  open(file: StoredFile, mode: number): number {
    file.use()
    this.opened.set(++this.lastHandle, { file, mode, position: 0 })
    return this.lastHandle
  }

  at(handle: number | undefined): OpenFile | undefined {
    return handle === undefined ? undefined : this.opened.get(handle)
  }

  entries(): Iterable<[number, OpenFile]> {
    return this.opened.entries()
  }

  /** @returns whether there was such a handle. */
  close(handle: number): boolean {
    this.opened.get(handle)?.file.leave()
    return this.opened.delete(handle)
  }

  losePower(): void {
    this.opened.clear()
    this.lastHandle = 0
  }
}
