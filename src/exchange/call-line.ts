import type { MediaSession } from '../audio/media-session.ts'
import type { Clock } from '../base/clock.ts'
import { CellvoiceError } from '../base/error.ts'
import type { Modem } from '../calls/modem.ts'
import type { LineAudio } from './line-audio.ts'

/** A modem, and the sound of its calls where that reaches the host. */
export interface CallLine {
  readonly modem: Modem
  readonly audio: LineAudio | null
  readonly clock: Clock
}

/** @throws CellvoiceError NO_SUCH_CALL when no call on the line is through. */
export function assertCallThrough({ modem }: Pick<CallLine, 'modem'>): void {
  if (!modem.calls.some(call => call.state === 'active' || call.state === 'held')) {
    throw new CellvoiceError('NO_SUCH_CALL', { detail: 'no call is through' })
  }
}

/**
 * The sound of the call that is through, or null where the module does not give it to the host.
 * @throws CellvoiceError NO_SUCH_CALL when no call is through; what happened to a sound that was there.
 */
export async function liveSession({ audio }: Pick<CallLine, 'audio'>): Promise<MediaSession | null> {
  if (audio === null) return null
  return audio.session().catch(error => {
    if (CellvoiceError.is(error, 'NOT_SUPPORTED')) return null
    throw error
  })
}
