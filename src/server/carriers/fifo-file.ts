import { execFile } from 'node:child_process'
import { closeSync, constants, existsSync, fstatSync, openSync } from 'node:fs'
import { mkdir, rmdir, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { CellvoiceError } from '../../base/error.ts'
import type { Logger } from '../../base/logger.ts'

/** A named pipe that is open for reading. */
export interface FifoFile {
  /** Belongs to who asked for it. */
  readonly descriptor: number
  /** Removes what was made for it; what was there before stays. */
  remove(): Promise<void>
}

/**
 * Opens a named pipe and makes it, and the folder it is in, where there is none: for this user alone.
 * @throws CellvoiceError FILE_EXISTS where something else is there, FILE_FAILED.
 */
export async function openFifoFile(path: string, replyFolder: string, logger: Logger): Promise<FifoFile> {
  const undo: (() => Promise<void>)[] = []
  const remove = async () => {
    for (const each of undo.reverse().splice(0)) await each().catch(() => {})
  }
  try {
    for (const folder of new Set([dirname(path), replyFolder])) {
      if (existsSync(folder)) continue
      await mkdir(folder, { mode: 0o700 })
      undo.push(() => rmdir(folder))
    }
    if (!existsSync(path)) {
      await promisify(execFile)('mkfifo', ['-m', '600', '--', path])
      undo.push(() => unlink(path))
    }
    return { descriptor: openPipe(path, logger), remove }
  } catch (error) {
    await remove()
    if (CellvoiceError.is(error)) throw error
    throw new CellvoiceError('FILE_FAILED', {
      detail: `the pipe ${path}`,
      remedy: 'Give a path in a folder of your own, and install mkfifo (coreutils) if it is missing.',
      cause: error,
      context: { path },
    })
  }
}

/** For writing too: a pipe whose last writer leaves would else be at its end. */
function openPipe(path: string, logger: Logger): number {
  const descriptor = openSync(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOFOLLOW)
  const status = fstatSync(descriptor)
  // A pipe that somebody else has put there is one that he reads and writes.
  const isOurs = status.uid === 0 || status.uid === process.getuid?.()
  if (!status.isFIFO() || !isOurs) {
    closeSync(descriptor)
    const what = status.isFIFO() ? 'belongs to another user' : 'is no pipe'
    throw new CellvoiceError('FILE_EXISTS', { detail: `${path} is there and ${what}` })
  }
  if ((status.mode & 0o022) !== 0) logger.warn(`management: other users may write into ${path}`)
  return descriptor
}
