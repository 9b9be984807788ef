import { close, constants, fstat, open as openDescriptor, write } from 'node:fs'
import { access, type FileHandle, open, rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import { CellvoiceError } from '../../base/error.ts'
import { fileError } from './file-error.ts'

/** Opening a FIFO that nobody writes to would hold a thread of the process for ever. Windows has no such flag. */
const DO_NOT_WAIT = constants.O_NONBLOCK ?? 0

/**
 * Opens a file that is there already, and only if it is a file: not a folder, device or FIFO.
 * @throws CellvoiceError FILE_FAILED.
 */
export async function openFile(
  path: string,
  access: 'read' | 'read-write',
): Promise<{ handle: FileHandle; bytes: number }> {
  let handle: FileHandle | undefined
  try {
    handle = await open(path, (access === 'read' ? constants.O_RDONLY : constants.O_RDWR) | DO_NOT_WAIT)
    const stat = await handle.stat()
    if (!stat.isFile()) throw noFile(path)
    return { handle, bytes: stat.size }
  } catch (error) {
    await handle?.close()
    throw fileError(path, error)
  }
}

const descriptorOf = promisify(openDescriptor)
const statusOf = promisify(fstat)
const writeSome = promisify(write)
const closeDescriptor = promisify(close)

/**
 * Makes a new file for writing. A device or FIFO of that name is refused: it cannot be read again, cut or removed.
 * @param overwrite Empties one that is there; without it that is FILE_EXISTS.
 * @returns its descriptor, which the caller closes.
 * @throws CellvoiceError FILE_EXISTS, FILE_FAILED, DISK_FULL.
 */
export async function createFile(path: string, overwrite: boolean): Promise<number> {
  const known = overwrite ? constants.O_TRUNC : constants.O_EXCL
  try {
    const descriptor = await descriptorOf(path, constants.O_WRONLY | constants.O_CREAT | known | DO_NOT_WAIT, 0o666)
    if ((await statusOf(descriptor)).isFile()) return descriptor
    await closeDescriptor(descriptor)
  } catch (error) {
    throw fileError(path, error)
  }
  throw noFile(path)
}

/** @throws CellvoiceError FILE_EXISTS where there is anything of that name. */
export async function assertAbsent(path: string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  )
  if (isThere) throw new CellvoiceError('FILE_EXISTS', { detail: path })
}

/**
 * Writes a file that is only ours, in the place of whatever had its name: what a crash left, or a FIFO that would hold us up.
 * @throws CellvoiceError FILE_FAILED, DISK_FULL.
 */
export async function writeNewFile(path: string, content: Uint8Array): Promise<void> {
  const descriptor = await replaceFile(path)
  await writeAll(path, descriptor, content).finally(() => closeFile(path, descriptor))
}

/** Makes an empty file as {@link writeNewFile} does. @returns its descriptor, which the caller closes. @throws likewise. */
export async function replaceFile(path: string): Promise<number> {
  try {
    await rm(path, { force: true })
  } catch (error) {
    throw fileError(path, error)
  }
  return createFile(path, false)
}

/** Bytes from `start` on, fewer than `count` where the file ends. */
export async function readAt(handle: FileHandle, start: number, count: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(count)
  const { bytesRead } = await handle.read(bytes, 0, count, start)
  return bytes.subarray(0, bytesRead)
}

/**
 * Writes all of `bytes` at the present position.
 * @throws CellvoiceError DISK_FULL, FILE_FAILED.
 */
export async function writeAll(path: string, descriptor: number, bytes: Uint8Array): Promise<void> {
  try {
    for (let done = 0; done < bytes.length; ) {
      done += (await writeSome(descriptor, bytes, done, bytes.length - done)).bytesWritten
    }
  } catch (error) {
    throw fileError(path, error)
  }
}

/** Closes a file and says so where the system only then tells of trouble. @throws CellvoiceError DISK_FULL, FILE_FAILED. */
export async function closeFile(path: string, descriptor: number): Promise<void> {
  await closeDescriptor(descriptor).catch((error: unknown) => {
    throw fileError(path, error)
  })
}

/** Closes and removes a file that came to nothing. Never rejects. */
export async function discardFile(path: string, descriptor: number): Promise<void> {
  await closeDescriptor(descriptor).catch(() => {})
  await rm(path, { force: true }).catch(() => {})
}

function noFile(path: string): CellvoiceError {
  return new CellvoiceError('FILE_FAILED', { detail: `${path}: it is not a file` })
}
