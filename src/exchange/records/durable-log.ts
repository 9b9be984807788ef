import { constants, type Stats } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileError } from '../../audio/files/file-error.ts'
import type { CancelTimer, Clock } from '../../base/clock.ts'
import { CellvoiceError } from '../../base/error.ts'
import type { Logger } from '../../base/logger.ts'
import { type FileLock, lockFile } from './file-lock.ts'
import { logLines } from './log-lines.ts'

/** Lines that may wait for a disk that is slow or full. */
const MAX_WAITING = 4_096
/** How long a disk that refused is left alone. */
const RETRY_MS = 1_000

interface WaitingLine {
  readonly text: string
  readonly done: () => void
}

/** What a {@link DurableLog} is made of. */
export interface DurableLogOptions {
  readonly path: string
  readonly clock: Clock
  readonly logger: Logger
  /** Hears of each whole line that is there. @returns whether it is one: only of the last one is this asked. */
  onLine(text: string): boolean
}

/**
 * A file that only grows, line by line, each on the disk before its promise resolves, in order. What a crash left of a line is
 * cut off when it is opened. A disk that is full is tried again each second, so a line that was taken is late at worst.
 */
export class DurableLog {
  private readonly options: DurableLogOptions
  private readonly lock: FileLock
  private file: FileHandle
  /** Bytes of whole lines before what is being written. */
  private size: number
  private waiting: WaitingLine[] = []
  private isBusy = false
  private isFailing = false
  private cancelRetry: CancelTimer | null = null
  private closing: (() => void) | null = null
  private closed: Promise<void> | null = null

  private constructor(options: DurableLogOptions, lock: FileLock, file: FileHandle, size: number) {
    this.options = options
    this.lock = lock
    this.file = file
    this.size = size
  }

  /** @throws CellvoiceError FILE_FAILED, also while another program has it open; DISK_FULL. */
  static async open(options: DurableLogOptions): Promise<DurableLog> {
    const { path } = options
    const lock = await lockFile(path)
    try {
      const file = await openToAppend(path)
      try {
        return new DurableLog(options, lock, file, await repair(file, options))
      } catch (error) {
        await file.close()
        throw error
      }
    } catch (error) {
      await lock.release()
      throw fileError(path, error)
    }
  }

  /** Resolves when it is on the disk, or was dropped because too many wait already. @param text without a line feed. */
  append(text: string): Promise<void> {
    const { path, logger } = this.options
    if (this.closing || this.waiting.length >= MAX_WAITING) {
      logger.error(`${path} takes no more; lost: ${text}`)
      return Promise.resolve()
    }
    return new Promise(done => {
      this.waiting.push({ text, done })
      this.next()
    })
  }

  /** Writes what waits, if the disk takes it, and closes the file. Never rejects; harmless when closed. */
  close(): Promise<void> {
    this.closed ??= new Promise(resolve => {
      this.closing = resolve
      this.cancelRetry?.()
      this.cancelRetry = null
      this.next()
    })
    return this.closed
  }

  private next(): void {
    if (this.isBusy || this.cancelRetry) return
    if (this.waiting.length > 0) void this.writeBatch()
    else if (this.closing) void this.finish(this.closing)
  }

  private async writeBatch(): Promise<void> {
    this.isBusy = true
    const batch = this.waiting
    this.waiting = []
    const bytes = Buffer.from(batch.map(({ text }) => `${text}\n`).join(''), 'utf8')
    try {
      await this.cutToWholeLines()
      await this.file.appendFile(bytes)
      await this.file.datasync()
      this.isFailing = false
      for (const { done } of batch) done()
    } catch (error) {
      this.waiting = [...batch, ...this.waiting]
      this.fail(error)
    }
    this.isBusy = false
    this.next()
  }

  /**
   * Takes back what a write that failed left. Whoever rotates the file may have made it shorter meanwhile, or taken it away:
   * what is written to a file without a name is lost.
   */
  private async cutToWholeLines(): Promise<void> {
    const { path, logger } = this.options
    const found = await this.file.stat()
    if (!isSame(found, await stat(path).catch(() => null))) {
      const file = await openToAppend(path)
      await this.file.close().catch(() => {})
      this.file = file
      this.size = (await file.stat()).size
      await syncFolder(path)
      logger.error(`${path} was taken away from this program; what comes now goes to a new file of that name`)
      return
    }
    const { size } = found
    if (this.isFailing && size > this.size) await this.file.truncate(this.size)
    else this.size = size
  }

  private fail(error: unknown): void {
    const { path, clock, logger } = this.options
    if (!this.isFailing) logger.error(`not on the disk yet: ${fileError(path, error).message}`)
    this.isFailing = true
    if (this.closing) {
      for (const { text, done } of this.waiting) {
        logger.error(`lost for ${path}: ${text}`)
        done()
      }
      this.waiting = []
      return
    }
    this.cancelRetry = clock.setTimer(RETRY_MS, () => {
      this.cancelRetry = null
      this.next()
    })
  }

  private async finish(closed: () => void): Promise<void> {
    this.isBusy = true
    // Part of a line that a full disk took would be cut off at the next start; why leave it.
    if (this.isFailing) await this.cutToWholeLines().catch(() => {})
    await this.file.close().catch(() => {})
    await this.lock.release()
    closed()
  }
}

/** Ends the file with a whole line, and has its name on the disk. @returns its bytes. */
async function repair(file: FileHandle, { path, onLine, logger }: DurableLogOptions): Promise<number> {
  // A device may have no end to read to.
  if (!(await file.stat()).isFile()) throw new CellvoiceError('FILE_FAILED', { detail: `${path} is no file` })
  let wholeUpTo = 0
  let isOpenEnded = false
  for await (const { text, endsAt, isTerminated } of logLines(path)) {
    const isWhole = onLine(text)
    if (isTerminated) wholeUpTo = endsAt
    else if (isWhole) {
      wholeUpTo = endsAt
      isOpenEnded = true
    }
  }
  const { size } = await file.stat()
  if (size > wholeUpTo) {
    logger.warn(`${path}: ${size - wholeUpTo} bytes of a line that was never finished are cut off`)
    await file.truncate(wholeUpTo)
  }
  if (isOpenEnded) await file.appendFile('\n')
  await file.sync()
  await syncFolder(path)
  return isOpenEnded ? wholeUpTo + 1 : wholeUpTo
}

/** A pipe that took the place of the file must not hold us up. */
async function openToAppend(path: string): Promise<FileHandle> {
  const { O_APPEND, O_CREAT, O_NONBLOCK, O_WRONLY } = constants
  return open(path, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK, 0o640)
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r')
  await folder.sync().finally(() => folder.close())
}

function isSame(one: Stats, other: Stats | null): boolean {
  return other !== null && one.ino === other.ino && one.dev === other.dev
}
