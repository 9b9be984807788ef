import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openFile, readAt, writeNewFile } from '../../audio/files/open-file.ts'
import type { FinishedRecording } from '../../audio/files/recording-file.ts'
import { type Clock, systemClock } from '../../base/clock.ts'
import { type Logger, silentLogger } from '../../base/logger.ts'
import { pause } from '../../base/pause.ts'
import type { Modem } from '../../calls/modem.ts'
import { stopRecording } from '../../modem/module-commands.ts'
import { COMPLETION_MS, type FileOnModule, fetchRecording, isGone } from './fetch-recording.ts'

const ENDING = '.pending'
/** Notes that are looked at in one folder: more are left for the next time. */
const MAX_NOTES = 100
/** No note of ours is so long. */
const MAX_NOTE_BYTES = 1_000

type Note = Pick<FileOnModule, 'name' | 'imei' | 'format' | 'direction' | 'overwrite'>

/** The files of modules that a recording of this process still looks after, each with its module: they are not pending. */
const tended = new Map<string, string>()

/** Writes beside the target which file of which module is to become it. @throws CellvoiceError FILE_EXISTS, FILE_FAILED. */
export async function notePending({ path, name, imei, format, direction, overwrite }: FileOnModule): Promise<void> {
  const note: Note = { name, imei, format, direction, overwrite }
  await writeNewFile(path + ENDING, Buffer.from(`${JSON.stringify(note)}\n`))
  tended.set(name, imei)
}

/** Nobody looks after the recording any more. Where its note is still there, {@link fetchPending} finds it. */
export function stopTending({ name }: Pick<FileOnModule, 'name'>): void {
  tended.delete(name)
}

/** Takes the note away. */
export async function forgetPending({ path }: Pick<FileOnModule, 'path'>): Promise<void> {
  await rm(path + ENDING, { force: true })
}

/**
 * Fetches what an interrupted recording left on this module, for every note in `folder` that names it: the line was
 * lost, the module restarted, or the process ended in the middle. If the module is still recording, that ends.
 * @returns what arrived; what could not be fetched keeps its note and is in the log.
 */
export async function fetchPending(
  modem: Modem,
  folder: string,
  logger: Logger = silentLogger,
  clock: Clock = systemClock,
): Promise<readonly FinishedRecording[]> {
  const files = await notedFiles(folder, modem.identity.imei)
  const arrived: FinishedRecording[] = []
  if (files.length > 0) await endAbandoned(modem, clock, logger)
  for (const file of files) {
    try {
      arrived.push(await fetchRecording(modem, clock, file))
      await forgetPending(file)
    } catch (error) {
      logger.warn(`${file.path} was not fetched from the module: ${error instanceof Error ? error.message : error}`)
      // What the module no longer has will not come back.
      if (isGone(error)) await forgetPending(file).catch(() => {})
    }
  }
  return arrived
}

/** What the notes in a folder say is on this module, besides what is being recorded just now. */
async function notedFiles(folder: string, imei: string): Promise<readonly FileOnModule[]> {
  const names = await readdir(folder).catch(() => [])
  const files: FileOnModule[] = []
  for (const name of names.filter(one => one.endsWith(ENDING)).slice(0, MAX_NOTES)) {
    const path = join(folder, name.slice(0, -ENDING.length))
    const note = await noteAt(path)
    if (note?.imei === imei && !tended.has(note.name)) files.push({ ...note, path })
  }
  return files
}

/** A call that outlived the process or the line is still being recorded: until that ends its file is not complete. */
async function endAbandoned(modem: Modem, clock: Clock, logger: Logger): Promise<void> {
  // A module records one thing at a time: then it is not an abandoned one.
  if ([...tended.values()].includes(modem.identity.imei)) return
  try {
    await modem.execute(stopRecording, undefined)
    await pause(clock, COMPLETION_MS)
  } catch (error) {
    // Mostly there is none to be ended, which is an error to the module.
    logger.debug(`no recording was ended: ${error instanceof Error ? error.message : error}`)
  }
}

/** Null for what is no note of ours: the folder is the user's. */
async function noteAt(path: string): Promise<Note | null> {
  try {
    const note = JSON.parse(await textOf(path + ENDING)) as Partial<Note>
    const { name, imei, format, direction, overwrite } = note
    if (typeof name !== 'string' || typeof imei !== 'string' || typeof overwrite !== 'boolean') return null
    if ((format !== 'amr' && format !== 'wav') || !isDirection(direction)) return null
    return { name, imei, format, direction, overwrite }
  } catch {
    return null
  }
}

/** Only of a file: who reads a FIFO waits for ever, and a device may not end. */
async function textOf(path: string): Promise<string> {
  const { handle } = await openFile(path, 'read')
  try {
    return Buffer.from(await readAt(handle, 0, MAX_NOTE_BYTES)).toString('utf8')
  } finally {
    await handle.close()
  }
}

function isDirection(text: unknown): text is Note['direction'] {
  return text === 'uplink' || text === 'downlink' || text === 'both'
}
