import type { MediaSession } from '../audio/media-session.ts'
import type { CancelTimer, Clock } from '../base/clock.ts'
import { CellvoiceError } from '../base/error.ts'

/** A path that carries sound does so from the first moment on; this is time enough for it. */
const FIRST_FRAME_LIMIT_MS = 2_000

/** Tells once when nothing has come from the far end's direction by 2 s from now: one-way or silent audio. @returns how to stop. */
export function watchForFirstFrame(
  clock: Clock,
  session: MediaSession,
  tell: (error: CellvoiceError) => void,
): CancelTimer {
  return clock.setTimer(FIRST_FRAME_LIMIT_MS, () => {
    if (session.statistics.received > 0) return
    tell(
      new CellvoiceError('AUDIO_DEVICE_FAILED', {
        detail: `${session.name}: nothing comes from the far end`,
        remedy:
          'Check that this is the port of the sound, and that nothing else uses it: AT+QGPSCFG="outport","none" takes GNSS off it.',
      }),
    )
  })
}
