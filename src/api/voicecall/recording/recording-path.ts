import { lstat, realpath } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path'
import { CellvoiceError } from '../../../base/error.ts'

/** The longest name that is taken; the firmware overruns its memory much earlier. */
const MAX_NAME_BYTES = 200

/** Where recordings go. */
export interface RecordingFolder {
  /** A folder that exists. */
  readonly folder: string
  /** Whether a name may also be an absolute path of the host. */
  readonly allowAbsolutePaths: boolean
}

/**
 * The path on the host for a file name of QuecPython: the drives `U:/`, `B:/`, `SD:/` and the root `/usr/` or `usr/` are
 * the recording folder. Folders in it may be named and must exist; nothing leads out of it, neither `..` nor a link.
 * @throws CellvoiceError INVALID_ARGUMENT for a name that is none; FILE_FAILED where the folder does not exist.
 */
export async function recordingPath(name: unknown, { folder, allowAbsolutePaths }: RecordingFolder): Promise<string> {
  if (typeof name !== 'string' || name === '') throw refused('a file name is text and not empty')
  if (Buffer.byteLength(name) > MAX_NAME_BYTES) throw refused(`longer than ${MAX_NAME_BYTES} bytes`)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused.
  if (/[\x00-\x1f\x7f\\]/.test(name)) throw refused('a backslash or control character')
  const inner = name.replace(/^([A-Z]{1,3}:\/*|\/?usr\/+)/i, '')
  if (isAbsolute(inner) && !allowAbsolutePaths) throw refused(`${name} is an absolute path`)
  const wanted = isAbsolute(inner) ? resolve(inner) : join(folder, inner)
  if (/(^|\/)\.\.?(\/|$)/.test(inner) || inner === '' || inner.endsWith('/')) throw refused(`${name} names no file`)
  const parent = await existing(dirname(wanted))
  if (!isAbsolute(inner)) {
    const root = await existing(folder)
    if (parent !== root && !parent.startsWith(root + sep)) throw refused(`${name} leads out of the recording folder`)
  }
  const path = join(parent, basename(wanted))
  const facts = await lstat(path).catch(() => null)
  if (facts && !facts.isFile()) throw refused(`${name} is no plain file`)
  return path
}

async function existing(folder: string): Promise<string> {
  try {
    return await realpath(folder)
  } catch (cause) {
    throw new CellvoiceError('FILE_FAILED', { detail: `there is no folder ${folder}`, cause })
  }
}

function refused(detail: string): CellvoiceError {
  return new CellvoiceError('INVALID_ARGUMENT', { detail })
}
