import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileError } from '../../audio/files/file-error.ts'
import { CellvoiceError } from '../../base/error.ts'

/** The program that has a file: its number can be given again after its end, and after the next start of the machine. */
interface Holder {
  readonly pid: number
  /** When it started, as the kernel counts; null where that is not told. */
  readonly started: string | null
  /** The start of the machine; null where that is not told. */
  readonly boot: string | null
  /** Tells two locks of one program apart. */
  readonly token: string
}

/** Between the two steps of another program that makes the file or takes it over; far longer than they take. */
const SETTLE_MS = 50

/** A file that is for this program alone until it is released. */
export interface FileLock {
  /** Never rejects. */
  release(): Promise<void>
}

/**
 * Takes a file for this program alone, by a file beside it: `PATH.lock`. One that was left by a program that is gone, however it
 * ended, does not count. The file itself need not be there.
 *
 * @throws CellvoiceError FILE_FAILED with `context.pid` where a program has it; FILE_FAILED for what is no file, such as a pipe,
 *   and where its folder takes no file. Where the disk is full nobody is kept out.
 */
export async function lockFile(path: string): Promise<FileLock> {
  try {
    await assertPlain(path)
    const lock = `${await truePath(path)}.lock`
    const own = JSON.stringify(await thisProgram())
    const holder = await take(lock, own)
    if (holder) throw inUse(path, lock, holder)
    return {
      release: async () => {
        if ((await textOf(lock)) === own) await rm(lock, { force: true }).catch(() => {})
      },
    }
  } catch (error) {
    const said = fileError(path, error)
    // A full disk must not keep the calls from being served; whoever needs the file learns of it there.
    if (said.code === 'DISK_FULL') return { release: async () => {} }
    throw said
  }
}

/** @returns who has it instead. */
async function take(lock: string, own: string): Promise<Holder | null> {
  try {
    await write(lock, own, constants.O_EXCL)
    return null
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw fileError(lock, error)
  }
  const before = (await holderIn(lock)) ?? (await sleep(SETTLE_MS).then(() => holderIn(lock)))
  if (before && (await isAlive(before))) return before
  const next = `${lock}.${randomBytes(4).toString('hex')}`
  await write(next, own, constants.O_EXCL)
  await rename(next, lock)
  // Of several programs that take over what was left, the last one has it.
  await sleep(SETTLE_MS)
  return (await textOf(lock)) === own ? null : await holderIn(lock)
}

async function write(path: string, text: string, more: number): Promise<void> {
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT | more, 0o640)
  try {
    await file.writeFile(text)
  } catch (error) {
    await rm(path, { force: true })
    throw error
  } finally {
    await file.close()
  }
}

async function isAlive({ pid, started, boot }: Holder): Promise<boolean> {
  if (boot !== (await bootOf())) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    // Any other refusal is about a program that is there.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
  }
  const now = await programOf(pid)
  return now === null || (!now.isOver && (started === null || started === now.started))
}

async function thisProgram(): Promise<Holder> {
  const { pid } = process
  const token = randomBytes(8).toString('hex')
  return { pid, started: (await programOf(pid))?.started ?? null, boot: await bootOf(), token }
}

/** What Linux says of a program: proc(5), /proc/PID/stat. Null elsewhere. */
async function programOf(pid: number): Promise<{ readonly isOver: boolean; readonly started: string | null } | null> {
  const text = await textOf(`/proc/${pid}/stat`)
  // The name before the last parenthesis may have blanks; then come the third field, the state, and the others.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ')
  return fields ? { isOver: /^[ZX]$/.test(fields[0] ?? ''), started: fields[19] ?? null } : null
}

async function bootOf(): Promise<string | null> {
  return (await textOf('/proc/sys/kernel/random/boot_id'))?.trim() ?? null
}

async function holderIn(lock: string): Promise<Holder | null> {
  try {
    const held: Partial<Holder> | null = JSON.parse((await textOf(lock)) ?? 'null')
    const { pid, started = null, boot = null, token = '' } = held ?? {}
    return Number.isInteger(pid) && pid !== undefined && pid > 0 ? { pid, started, boot, token } : null
  } catch {
    return null
  }
}

/** Null for what cannot be read; a pipe nobody writes into must not keep us waiting. */
function textOf(path: string): Promise<string | null> {
  const flag = constants.O_RDONLY | constants.O_NONBLOCK
  return readFile(path, { encoding: 'utf8', flag }).catch(() => null)
}

async function assertPlain(path: string): Promise<void> {
  const found = await stat(path).catch(error => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  })
  // A pipe would hold us up, and a device may have no end to read to.
  if (found && !found.isFile()) throw new CellvoiceError('FILE_FAILED', { detail: `${path} is no file` })
}

/** Two names of one file have one lock. */
async function truePath(path: string): Promise<string> {
  return realpath(path).catch(async () => join(await realpath(dirname(path)), basename(path)))
}

function inUse(path: string, lock: string, { pid }: Holder): CellvoiceError {
  const who = pid === process.pid ? 'this program has it open already' : `the program with the process id ${pid} has it`
  return new CellvoiceError('FILE_FAILED', {
    detail: `${path}: ${who}`,
    remedy: `End process ${pid} (\`ps -p ${pid}\` shows it), or give each program a file of its own. Where it is none of ours, delete ${lock}.`,
    context: { path, pid },
  })
}
