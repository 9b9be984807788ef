import { readFile, rename, rm } from 'node:fs/promises'
import { amrDurationMs } from '../../audio/files/amr-file.ts'
import { fileError } from '../../audio/files/file-error.ts'
import type { FinishedRecording } from '../../audio/files/recording-file.ts'
import { repairWav } from '../../audio/files/repair-wav.ts'
import type { Clock } from '../../base/clock.ts'
import { CellvoiceError } from '../../base/error.ts'
import { pause } from '../../base/pause.ts'
import type { Modem } from '../../calls/modem.ts'
import { deleteFile, listFiles, MAX_READ_BYTES } from '../../modem/module-commands.ts'
import { nullOn } from '../null-on.ts'
import { downloadTo } from './download-to.ts'
import type { RecordingRequest } from './recording.ts'

/** A recording in the files of a module, and where it is to go. */
export interface FileOnModule extends RecordingRequest {
  readonly name: string
  /** Whose file it is. */
  readonly imei: string
}

/** The header of a file is completed within this time of its end: 350-500 ms were seen. */
export const COMPLETION_MS = 500
/** A file in which there is nothing is not complete yet; it is looked at again so often. */
const MAX_LOOKS = 10
/** A transfer whose checksum is wrong is tried again this often. */
const MAX_TRIES = 3

/**
 * Moves a recording from the module to the host: size, counted data, checksum, then it is deleted there. The target
 * appears complete or not at all. A recording that the module did not complete gets a true header here.
 * @throws CellvoiceError RECORDING_FAILED when the transfer stays damaged, or, with `context.gone`, when the module has no
 *   such file or nothing in it, or, without, when it is larger than what is fetched; PORT_LOST and the like; FILE_FAILED, DISK_FULL.
 */
export async function fetchRecording(modem: Modem, clock: Clock, file: FileOnModule): Promise<FinishedRecording> {
  const bytes = await completeSize(modem, clock, file)
  if (bytes > MAX_READ_BYTES) throw tooLarge(file, bytes)
  const part = `${file.path}.part`
  try {
    await download(modem, file, bytes, part)
    // An hour of AMR is 6 MB.
    const durationMs = file.format === 'wav' ? (await repairWav(part)).durationMs : amrDurationMs(await readFile(part))
    await rename(part, file.path)
    // The recording is on the host: a module that cannot delete its copy, or has none any more, does not change that.
    await modem.execute(deleteFile, file.name).catch(nullOn('AT_ERROR'))
    return { path: file.path, bytes, durationMs }
  } catch (error) {
    await rm(part, { force: true })
    throw fileError(file.path, error)
  }
}

/** The size of a file that has been recorded. AMR may become one later than said, where a busy module still encodes it. */
async function completeSize(modem: Modem, clock: Clock, { name }: FileOnModule): Promise<number> {
  for (let looks = 1; looks <= MAX_LOOKS; looks++) {
    const [listed] = await modem.execute(listFiles, name).catch(error => {
      // A module without the file answers an error or an empty list.
      if (CellvoiceError.is(error, 'AT_ERROR')) return []
      throw error
    })
    if (!listed) throw gone(`the module has no file ${name}`)
    if (listed.bytes > 0) return listed.bytes
    await pause(clock, COMPLETION_MS)
  }
  throw gone(`${name} is empty`)
}

/** Whether a fetch failed because the module has nothing to be fetched: that will not change. */
export function isGone(error: unknown): boolean {
  return CellvoiceError.is(error, 'RECORDING_FAILED') && error.context.gone === true
}

function gone(detail: string): CellvoiceError {
  return new CellvoiceError('RECORDING_FAILED', { detail, context: { gone: true } })
}

async function download(modem: Modem, { name, onFetched }: FileOnModule, bytes: number, path: string): Promise<void> {
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    if (await downloadTo(modem, { name, bytes, path, onFetched })) return
  }
  throw new CellvoiceError('RECORDING_FAILED', { detail: `${name} arrived damaged ${MAX_TRIES} times` })
}

function tooLarge({ name, path }: FileOnModule, bytes: number): CellvoiceError {
  return new CellvoiceError('RECORDING_FAILED', {
    detail: `${path}: ${name} on the module has ${bytes} bytes, and no more than ${MAX_READ_BYTES} are fetched`,
    remedy: `It stays on the module: read it there with a program that speaks AT+QFDWL, then delete it (\`cellvoice at 'AT+QFDEL="${name}"'\`) and ${path}.pending.`,
  })
}
