import { dirname } from 'node:path'
import { CellvoiceError } from '../../base/error.ts'

/** What the system says when a file cannot grow: no space, no quota, a limit of the process or the file system. */
const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/**
 * The error for a file that could not be opened, read or written.
 *
 * @param path As the user named it.
 * @param said What the system said: an error of Node, or anything else. A CellvoiceError is handed through.
 * @returns DISK_FULL, FILE_EXISTS or FILE_FAILED, `said` as its cause. Never throws.
 */
export function fileError(path: string, said: unknown): CellvoiceError {
  if (CellvoiceError.is(said)) return said
  const errno = said instanceof Error && 'code' in said ? String(said.code) : ''
  const error = { cause: said, context: { path, errno } }
  if (full.has(errno)) return new CellvoiceError('DISK_FULL', { detail: path, ...error })
  if (errno === 'EEXIST') return new CellvoiceError('FILE_EXISTS', { detail: path, ...error })
  return new CellvoiceError('FILE_FAILED', { detail: `${path}: ${reason(path, errno, said)}`, ...error })
}

function reason(path: string, errno: string, said: unknown): string {
  switch (errno) {
    case 'ENOENT':
      return `it does not exist, or its folder ${dirname(path)} does not`
    case 'ENOTDIR':
      return `${dirname(path)} is not a folder`
    case 'EISDIR':
      return 'it is a folder'
    case 'EACCES':
    case 'EPERM':
      return 'this user may not use it'
    case 'EROFS':
      return 'the file system is read-only'
    default:
      return said instanceof Error ? said.message : String(said)
  }
}
