import { refusal } from '../refuse.ts'
import { DTMFPlayerCause, DTMFPlayerState } from '../words/media-words.ts'
import { transmittingLeg } from './enter-media.ts'
import { MediaAction } from './media-action.ts'

const method = 'dtmfPlayer.play'
/** How long each key sounds; the shortest that a module takes. */
const TONE_MS = 100

/** Sends keys to the far end of a call. On a cellular line it is the network that makes the tones. */
export class DTMFPlayer extends MediaAction<DTMFPlayerCause, DTMFPlayerState> {
  readonly Cause = DTMFPlayerCause
  readonly State = DTMFPlayerState
  protected readonly busy = DTMFPlayerState.PLAYING
  protected readonly method = method

  /**
   * Sends keys and resolves when that is done.
   * @param digits 1-32 of `0-9 A-D * #`.
   * @returns NORMAL, HANGUP or ERROR.
   * @throws Hangup when the call is over; UASError for other keys, and when the call is not answered, is connected to
   *   another, or keys are being sent already.
   */
  async play(digits: string): Promise<DTMFPlayerCause> {
    const { parts } = this
    const leg = transmittingLeg(parts, method)
    if (typeof digits !== 'string' || !/^[0-9A-D*#]{1,32}$/.test(digits)) {
      throw refusal(parts.life, method, `takes 1 to 32 of 0-9 A-D * #, not ${JSON.stringify(digits)}`)
    }
    if (this.state() === DTMFPlayerState.PLAYING) throw refusal(parts.life, method, 'finds that keys are being sent')
    return this.run(leg, {}, async () => {
      await leg.sendDigits(digits, TONE_MS)
      return DTMFPlayerCause.NORMAL
    })
  }
}
