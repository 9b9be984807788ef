import type { MediaSession } from '../audio/media-session.ts'
import type { Clock } from '../base/clock.ts'
import type { Modem } from '../calls/modem.ts'
import type { LineAudio } from './line-audio.ts'
import { nullOn } from './null-on.ts'

/** A modem, and the sound of its calls where that reaches the host. */
export interface CallLine {
  readonly modem: Modem
  readonly audio: LineAudio | null
  readonly clock: Clock
}

/**
 * The sound of the call that is through, or null where the module does not give it to the host.
 * @throws CellvoiceError NO_SUCH_CALL when no call is through; what happened to a sound that was there.
 */
export async function liveSession({ audio }: Pick<CallLine, 'audio'>): Promise<MediaSession | null> {
  return audio === null ? null : audio.session().catch(nullOn('NOT_SUPPORTED'))
}
