import { constants } from 'node:fs'
import { open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileError } from '../../audio/files/file-error.ts'
import { CellvoiceError } from '../../base/error.ts'
import type { Logger } from '../../base/logger.ts'
import { type FileLock, lockFile } from '../records/file-lock.ts'
import { type DayUsage, emptyUsage, type UsageState } from './usage.ts'

/**
 * Keeps what was dialled in a file that is replaced as a whole, so that it is old or new after a crash and never half of both.
 * One write is under way at a time; what changes meanwhile goes out with the next one.
 */
export class UsageFile {
  /** As it was found. */
  readonly found: UsageState
  private readonly path: string
  private readonly logger: Logger
  private readonly lock: FileLock
  private latest: UsageState | null = null
  private writing: Promise<void> | null = null

  private constructor(path: string, found: UsageState, logger: Logger, lock: FileLock) {
    this.path = path
    this.found = found
    this.logger = logger
    this.lock = lock
  }

  /**
   * @throws CellvoiceError FILE_FAILED, also for a file that holds something else, that cannot be written, or that another program
   *   has: caps that cannot be known are not held; DISK_FULL.
   */
  static async open(path: string, logger: Logger): Promise<UsageFile> {
    const lock = await lockFile(path)
    try {
      const found = await read(path)
      await replace(path, textOf(found))
      return new UsageFile(path, found, logger, lock)
    } catch (error) {
      await lock.release()
      throw fileError(path, error)
    }
  }

  /** Resolves when it, or a later state, is on the disk, or could not be written, which is logged. Never rejects. */
  write(state: UsageState): Promise<void> {
    this.latest = state
    // A write that is under way may have an older state.
    const after = this.writing
    const next = after ? after.then(() => this.writeLatest()) : this.writeLatest()
    const tracked = next.finally(() => {
      if (this.writing === tracked) this.writing = null
    })
    this.writing = tracked
    return tracked
  }

  /** Resolves when nothing is left to write; another program may have the file then. */
  async close(): Promise<void> {
    await this.writing
    await this.lock.release()
  }

  private async writeLatest(): Promise<void> {
    const state = this.latest
    if (!state) return
    this.latest = null
    try {
      await replace(this.path, textOf(state))
    } catch (error) {
      this.logger.error(`what was dialled is not kept: ${fileError(this.path, error).message}`)
    }
  }
}

/** The folder is synchronised too: only then does the new name outlast a power cut. */
async function replace(path: string, text: string): Promise<void> {
  const next = `${path}.next`
  const { O_CREAT, O_NONBLOCK, O_TRUNC, O_WRONLY } = constants
  // Not blocking: what is there under that name could be a pipe.
  const file = await open(next, O_WRONLY | O_CREAT | O_TRUNC | O_NONBLOCK, 0o600)
  try {
    await file.writeFile(text)
    await file.datasync()
  } finally {
    await file.close()
  }
  await rename(next, path)
  const folder = await open(dirname(path), 'r')
  await folder.sync().finally(() => folder.close())
}

function textOf(state: UsageState): string {
  return `${JSON.stringify(state)}\n`
}

async function read(path: string): Promise<UsageState> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return emptyUsage
    throw fileError(path, error)
  }
  const state = parsed(text)
  if (isUsageState(state)) return state
  throw new CellvoiceError('FILE_FAILED', {
    detail: `${path} does not hold what was dialled`,
    remedy: 'Give another path, or delete the file if the caps of today may begin anew.',
    context: { path },
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isUsageState(value: unknown): value is UsageState {
  if (!isObject(value) || typeof value.day !== 'string') return false
  const { recentMs, lines } = value
  return (
    Array.isArray(recentMs) &&
    recentMs.every(at => Number.isFinite(at)) &&
    isObject(lines) &&
    Object.values(lines).every(isDayUsage)
  )
}

function isDayUsage(value: unknown): value is DayUsage {
  return isObject(value) && isCount(value.calls) && isCount(value.minutes)
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
