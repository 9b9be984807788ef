import { RecordingFile } from '../../audio/files/recording-file.ts'
import { SAMPLE_RATE } from '../../audio/frame.ts'
import type { MediaSession } from '../../audio/media-session.ts'
import { CellvoiceError } from '../../base/error.ts'
import type { Modem } from '../../calls/modem.ts'
import { directionListener } from './direction-listener.ts'
import { lossOfModule } from './loss-of-module.ts'
import type { Recording, RecordingRequest } from './recording.ts'

/**
 * Records the sound of a call, frame by frame as it passes. It ends with the call, with the device, or when the file
 * takes no more; what was recorded by then is in the file.
 * @throws CellvoiceError as {@link RecordingFile} gives it.
 */
export async function recordLive(
  modem: Pick<Modem, 'state'>,
  session: MediaSession,
  request: RecordingRequest,
): Promise<Recording> {
  const { format, path, overwrite, direction } = request
  const file = await RecordingFile.create({ format, path, overwrite })
  let stop = () => {}
  const over = new Promise<CellvoiceError | null>(resolve => {
    stop = () => resolve(null)
    // Without its module the call ends, and with it the session, as if nothing were wrong.
    void session.ended.then(reason => resolve(reason ?? lossOfModule(modem.state)))
    void file.failed.then(resolve)
  })
  const stopListening = session.listen(directionListener(direction, frame => file.write(frame)))
  const ended = over.then(async trouble => {
    stopListening()
    return { ...(await file.finish()), trouble: trouble ?? gapIn(file) }
  })
  // Whoever only calls stop() has the failure from there.
  ended.catch(() => {})
  return {
    source: 'live',
    ended,
    stop: () => {
      stop()
      return ended
    },
  }
}

/** What is not in the file because this machine was held up for longer than the file can wait; null where nothing is. */
function gapIn({ droppedSamples }: RecordingFile): CellvoiceError | null {
  if (droppedSamples === 0) return null
  const detail = `${Math.round((1000 * droppedSamples) / SAMPLE_RATE)} ms are missing: this machine was held up`
  return new CellvoiceError('RECORDING_FAILED', { detail })
}
