import { type FileName, fits, type Storage } from './file-name.ts'
import { StoredFile } from './stored-file.ts'

const ramBytes = 524_288
/** A host that makes empty files without end meets a full drive. */
const maxFiles = 1000

/** The files of a module: UFS is flash and survives a restart, RAM does not, and there is no SD card. */
export class FileStore {
  private readonly capacity: Readonly<Record<Storage, number>>
  private files: StoredFile[] = []

  /** @param ufsBytes how much UFS holds. */
  constructor(ufsBytes: number) {
    this.capacity = { UFS: ufsBytes, RAM: ramBytes, SD: 0 }
  }

  total(storage: Storage): number {
    return this.capacity[storage]
  }

  free(storage: Storage): number {
    return this.files.reduce(
      (left, file) => (file.storage === storage ? left - file.length : left),
      this.total(storage),
    )
  }

  /** The files a pattern stands for, in the order they were made. */
  list({ storage, name }: FileName): readonly StoredFile[] {
    return this.files.filter(file => file.storage === storage && fits(file.name, name))
  }

  find({ storage, name }: FileName): StoredFile | undefined {
    return this.files.find(file => file.storage === storage && file.name === name)
  }

  /** Makes an empty file; `undefined` where there is no such storage, or room for no other. */
  create({ storage, name }: FileName): StoredFile | undefined {
    if (storage === 'SD' || this.files.length >= maxFiles) return undefined
    const file = new StoredFile(storage, name)
    this.files = [...this.files, file]
    return file
  }

  delete(file: StoredFile): void {
    this.files = this.files.filter(other => other !== file)
  }

  /** Writes what there is room for. @returns how many bytes; 0 for a file that has been deleted. */
  write(file: StoredFile, at: number, bytes: Uint8Array): number {
    if (!this.files.includes(file)) return 0
    const room = file.length - at + this.free(file.storage)
    const count = Math.max(0, Math.min(bytes.length, room))
    file.put(at, bytes.subarray(0, count))
    return count
  }

  /** What is in RAM is gone, and nobody is at work on the rest. */
  losePower(): void {
    this.files = this.files.filter(file => file.storage !== 'RAM')
    for (const file of this.files) file.leaveAll()
  }
}
