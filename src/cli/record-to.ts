import { existsSync, lstatSync, statSync } from 'node:fs'
import { basename, dirname, extname } from 'node:path'
import {
  CellvoiceError,
  fetchPending,
  type LineAudio,
  type RecordedFile,
  type Recording,
  startRecording,
} from '../index.ts'
import { type RecordMode, recordModes } from './record-mode.ts'
import type { Run } from './run.ts'
import type { Session } from './session.ts'
import { tellOfTransfer } from './tell-of-transfer.ts'

/** Where a recording goes, as typed. */
export interface RecordTarget {
  readonly file: string
  /** Default: both directions, or the far end alone where the module cannot do both. */
  readonly mode?: RecordMode
  readonly overwrite?: boolean
}

/**
 * Looks at the file before anything else is done.
 * @throws CellvoiceError INVALID_ARGUMENT for an ending that names no format; FILE_EXISTS; FILE_FAILED without its folder,
 *   and for what is no file.
 */
export function checkTarget({ file, overwrite = false }: RecordTarget): void {
  formatOf(file)
  if (!existsSync(dirname(file)))
    throw new CellvoiceError('FILE_FAILED', { detail: `there is no folder ${dirname(file)}` })
  // What a crash left of a live recording would be in the way only when the call is through.
  const inTheWay = overwrite ? undefined : [file, `${file}.part.wav`].find(isThere)
  if (inTheWay !== undefined) {
    throw new CellvoiceError('FILE_EXISTS', { detail: inTheWay, remedy: 'Give another name, or --overwrite.' })
  }
  if (existsSync(file) && !statSync(file).isFile()) {
    throw new CellvoiceError('FILE_FAILED', { detail: `${file}: it is not a file` })
  }
}

/** Whether a file is there, or what was left of a recording into it: by a crash, or on the module. */
export function isTaken(file: string): boolean {
  return [file, `${file}.part.wav`, `${file}.pending`].some(isThere)
}

/** A link that leads nowhere is there too. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

function formatOf(file: string): 'wav' | 'amr' {
  const ending = extname(file).toLowerCase()
  if (ending === '.wav') return 'wav'
  if (ending === '.amr') return 'amr'
  throw new CellvoiceError('INVALID_ARGUMENT', { detail: `${file} ends neither in .wav nor in .amr` })
}

/**
 * Fetches what an interrupted recording into the folder of this one left on the module, and says so.
 * @throws CellvoiceError FILE_EXISTS where that one has the name of this one: better now than in a call.
 */
export async function fetchLeftOver(run: Run, { modem }: Session, target: RecordTarget): Promise<void> {
  for (const fetched of await fetchPending(modem, dirname(target.file), run.logger)) {
    showRecorded(run, { ...fetched, trouble: null })
  }
  checkTarget(target)
}

/** Begins to record the call that is through, and shows how it goes. @throws CellvoiceError as `startRecording`. */
export async function recordTo(
  run: Run,
  { modem }: Session,
  audio: LineAudio | null,
  { file, mode, overwrite = false }: RecordTarget,
): Promise<Recording> {
  const request = { format: formatOf(file), path: file, overwrite, onFetched: showFetched(run, file) }
  const line = { modem, audio, clock: run.clock }
  const begin = (chosen: RecordMode) => startRecording(line, { ...request, direction: recordModes[chosen] })
  let chosen = mode ?? 'mix'
  let recording: Recording
  try {
    recording = await begin(chosen)
  } catch (error) {
    if (mode !== undefined || !CellvoiceError.is(error, 'NOT_SUPPORTED')) throw error
    chosen = 'rx'
    recording = await begin(chosen)
  }
  run.printer.say(
    { event: 'recording', file, mode: chosen, source: recording.source },
    `recording ${modeText[chosen]} to ${file}${recording.source === 'module' ? ', on the module first' : ''}`,
  )
  return recording
}

const modeText = { mix: 'both directions', rx: 'the far end', tx: 'the near end' } as const

/** Ends a recording; one of the module is fetched then. @throws CellvoiceError as `Recording.stop`. */
export async function stopRecording(run: Run, recording: Recording): Promise<RecordedFile> {
  if (recording.source === 'live') return recording.stop()
  const fetched = tellOfTransfer(run, 'the recording is being fetched; what is left on the module comes the next time')
  return recording.stop().finally(fetched)
}

/** Says what a recording came to; what cut it short is for the caller to tell. */
export function showRecorded({ printer }: Run, { path, bytes, durationMs, trouble }: RecordedFile): void {
  printer.live(undefined)
  printer.say(
    { event: 'recorded', path, bytes, durationMs, ...(trouble && { trouble: trouble.code }) },
    `recorded ${(durationMs / 1000).toFixed(1)} s in ${path}${trouble ? ', cut short' : ''}`,
  )
}

/** How much has arrived: on a terminal in one line that is rewritten, in a log every tenth. */
function showFetched({ printer }: Run, file: string): (bytes: number, of: number) => void {
  let toldTenth = 0
  return (bytes, of) => {
    const percent = of === 0 ? 100 : Math.floor((100 * bytes) / of)
    const text = `fetching ${basename(file)} from the module: ${percent} % of ${Math.ceil(of / 1000)} kB`
    if (printer.canRewrite) printer.live(text)
    else if (Math.floor(percent / 10) > toldTenth) {
      toldTenth = Math.floor(percent / 10)
      printer.note(text)
    }
  }
}
