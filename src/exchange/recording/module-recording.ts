import { randomBytes } from 'node:crypto'
import { assertAbsent } from '../../audio/files/open-file.ts'
import type { Clock } from '../../base/clock.ts'
import { CellvoiceError } from '../../base/error.ts'
import { pause } from '../../base/pause.ts'
import type { Modem } from '../../calls/modem.ts'
import type { ModemEvent } from '../../calls/modem-event.ts'
import {
  type RecordedDirection,
  type RecordingTrouble,
  recordingForms,
  startRecording,
  stopRecording,
} from '../../modem/module-commands.ts'
import { isCallThrough } from '../call-through.ts'
import { moduleFull } from '../module-full.ts'
import { COMPLETION_MS, type FileOnModule, fetchRecording, isGone } from './fetch-recording.ts'
import { lossOfModule } from './loss-of-module.ts'
import { forgetPending, notePending, stopTending } from './pending-recordings.ts'
import type { RecordedFile, Recording, RecordingRequest } from './recording.ts'

/**
 * Lets the module record the call into a file of its own, and fetches that file when the recording or the call ends. A
 * note beside the target remembers the file meanwhile, should this process or the line not live to see the end.
 * @throws CellvoiceError NOT_SUPPORTED where the module cannot record this; FILE_EXISTS, FILE_FAILED; AT_ERROR.
 */
export async function recordOnModule(modem: Modem, clock: Clock, request: RecordingRequest): Promise<Recording> {
  const direction = await directionToAsk(modem, request)
  if (!request.overwrite) await assertAbsent(request.path)
  const name = `cv-${randomBytes(4).toString('hex')}.${request.format}`
  const file: FileOnModule = { ...request, name, imei: modem.identity.imei }
  await notePending(file)
  // The call may end while the module is still being asked, or has ended while the note was written.
  const ending = endingOfRecording(modem)
  if (!isCallThrough(modem)) ending.stop()
  try {
    await modem.execute(startRecording, { name, format: request.format, ...(direction && { direction }) })
  } catch (error) {
    ending.stop()
    stopTending(file)
    await forgetPending(file)
    throw error
  }
  const ended = ending.over.then(end => finish(modem, clock, file, end)).finally(() => stopTending(file))
  // Whoever only calls stop() has the failure from there.
  ended.catch(() => {})
  return {
    source: 'module',
    ended,
    stop: () => {
      ending.stop()
      return ended
    },
  }
}

/** What the test form of AT+QAUDRD offers decides, not the name of the module. Undefined: the command takes no direction. */
export async function directionToAsk(
  modem: Modem,
  { format, direction }: Pick<RecordingRequest, 'format' | 'direction'>,
): Promise<RecordedDirection | undefined> {
  const forms = await modem.execute(recordingForms, undefined).catch(error => {
    if (!CellvoiceError.is(error, 'AT_ERROR')) throw error
    throw new CellvoiceError('NOT_SUPPORTED', { detail: 'recording: AT+QAUDRD is not known to this module' })
  })
  // A module that answers the test form in no known way is simply asked.
  if (forms === null) return direction
  if (!forms.formats.includes(format)) throw unsupported(`recording as ${format.toUpperCase()}`)
  if (forms.directions === null && direction === 'both') return undefined
  if (!forms.directions?.includes(direction)) throw unsupported(`recording ${direction}`)
  return direction
}

function unsupported(what: string): CellvoiceError {
  return new CellvoiceError('NOT_SUPPORTED', { detail: `${what}: AT+QAUDRD does not offer it on this module` })
}

/** Why a recording is over: trouble of the module, the loss of it, or null for the end of the call and for {@link Ending.stop}. */
interface Ending {
  readonly over: Promise<RecordingTrouble | CellvoiceError | null>
  stop(): void
}

function endingOfRecording(modem: Modem): Ending {
  let stop = () => {}
  const over = new Promise<RecordingTrouble | CellvoiceError | null>(resolve => {
    const end = (reason: RecordingTrouble | CellvoiceError | null) => {
      subscription.unsubscribe()
      resolve(reason)
    }
    const subscription = modem.events$.subscribe(event => {
      const reason = endingOf(event, modem)
      if (reason !== undefined) end(reason)
    })
    stop = () => end(null)
  })
  return { over, stop }
}

/** How the recording ends by itself: undefined while it goes on, null with the last call that is through. */
function endingOf(event: ModemEvent, modem: Modem): RecordingTrouble | CellvoiceError | null | undefined {
  if (event.kind === 'message' && event.message.kind === 'recording-trouble') return event.message.trouble
  if (event.kind === 'link') return lossOfModule(event.state) ?? undefined
  // A call that ended with its module is told before the loss of the module is.
  const over = event.kind === 'call' && event.event.kind === 'cause' && event.event.endedBy !== 'module'
  // One that waited rings on; it is another recording.
  if (over && !isCallThrough(modem)) return null
  return undefined
}

async function finish(
  modem: Modem,
  clock: Clock,
  file: FileOnModule,
  end: RecordingTrouble | CellvoiceError | null,
): Promise<RecordedFile> {
  // Without its module there is nothing to fetch: the note remains, and the file is fetched when it is back.
  if (CellvoiceError.is(end)) throw end
  if (end === null) {
    await modem.execute(stopRecording, undefined).catch(error => {
      // With the call the module has ended the recording by itself.
      if (!CellvoiceError.is(error, 'AT_ERROR')) throw error
    })
  }
  await pause(clock, COMPLETION_MS)
  const fetched = await fetchRecording(modem, clock, file).catch(async error => {
    if (isGone(error)) await forgetPending(file)
    throw error
  })
  await forgetPending(file)
  return { ...fetched, trouble: end && troubleError(end) }
}

function troubleError(trouble: RecordingTrouble): CellvoiceError {
  switch (trouble) {
    case 'no-space':
      return moduleFull('the recording ends where it was full')
    case 'interrupted':
      return new CellvoiceError('RECORDING_FAILED', { detail: 'the module began another audio task' })
    case 'failed':
      return new CellvoiceError('RECORDING_FAILED', { detail: 'the module gave no reason' })
  }
}
