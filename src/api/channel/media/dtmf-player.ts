import { CellvoiceError } from '../../../base/error.ts'
import type { ChannelParts } from '../channel-parts.ts'
import { refusal } from '../refuse.ts'
import { DTMFPlayerCause, DTMFPlayerState } from '../words/player-causes.ts'
import { isOver, transmittingLeg } from './enter-media.ts'

const method = 'dtmfPlayer.play'
/** How long each key sounds; the shortest that a module takes. */
const TONE_MS = 100

/** Sends keys to the far end of a call. On a cellular line it is the network that makes the tones. */
export class DTMFPlayer {
  readonly Cause = DTMFPlayerCause
  readonly State = DTMFPlayerState
  private readonly parts: ChannelParts
  private currentState: DTMFPlayerState = DTMFPlayerState.IDLE
  private latestCause: DTMFPlayerCause = DTMFPlayerCause.NONE

  constructor(parts: ChannelParts) {
    this.parts = parts
  }

  /** How the latest sending ended. */
  cause(): DTMFPlayerCause {
    return this.latestCause
  }

  state(): DTMFPlayerState {
    return this.currentState
  }

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
    if (this.currentState === DTMFPlayerState.PLAYING)
      throw refusal(parts.life, method, 'finds that keys are being sent')
    this.currentState = DTMFPlayerState.PLAYING
    this.latestCause = DTMFPlayerCause.NONE
    try {
      await leg.sendDigits(digits, TONE_MS)
      this.finish(DTMFPlayerCause.NORMAL)
    } catch (error) {
      this.finish(isOver(parts, leg) ? DTMFPlayerCause.HANGUP : DTMFPlayerCause.ERROR)
      if (!CellvoiceError.is(error)) throw error
    }
    return this.latestCause
  }

  private finish(cause: DTMFPlayerCause): void {
    this.latestCause = cause
    this.currentState = cause === DTMFPlayerCause.ERROR ? DTMFPlayerState.ERROR : DTMFPlayerState.IDLE
  }
}
