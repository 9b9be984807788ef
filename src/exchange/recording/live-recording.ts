import { RecordingFile } from '../../audio/files/recording-file.ts'
import { FRAME_SAMPLES } from '../../audio/frame.ts'
import type { FrameListener, MediaSession } from '../../audio/media-session.ts'
import { mixFrames } from '../../audio/mixing/mix-frames.ts'
import type { CellvoiceError } from '../../base/error.ts'
import type { Modem } from '../../calls/modem.ts'
import type { RecordedDirection } from '../../modem/module-commands.ts'
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
  const stopListening = session.listen(hearing(direction, frame => file.write(frame)))
  const ended = over.then(async trouble => {
    stopListening()
    return { ...(await file.finish()), trouble }
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

/** Gives `take` the frames of one direction, or of both as one. */
export function hearing(direction: RecordedDirection, take: (frame: Int16Array) => void): FrameListener {
  switch (direction) {
    case 'downlink':
      return downlink => take(downlink)
    case 'uplink':
      return (_, uplink) => take(uplink)
    case 'both': {
      const mixed = new Int16Array(FRAME_SAMPLES)
      return (downlink, uplink) => {
        mixFrames(downlink, uplink, mixed)
        take(mixed)
      }
    }
  }
}
