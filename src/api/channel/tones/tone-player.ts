import { toneSource } from '../../../audio/tones/tone-generator.ts'
import type { Leg } from '../../../exchange/leg.ts'
import { claimUplink } from '../../../exchange/legs/uplink-claim.ts'
import type { ToneManager } from './known-tones.ts'

/** Plays tones to the far end of a call. */
export class TonePlayer {
  readonly tones: ToneManager

  constructor(tones: ToneManager) {
    this.tones = tones
  }

  /**
   * Plays a tone over and over.
   * @param toneName Null is the default of the manager.
   * @returns how to stop.
   * @throws CellvoiceError INVALID_ARGUMENT for a tone that is not known; NOT_SUPPORTED where no sound reaches the call;
   *   NO_SUCH_CALL; WRONG_CALL_STATE when something else is played to it.
   */
  async play(leg: Leg, toneName: string | null): Promise<() => void> {
    const { tone, levelDbfs } = this.tones.tone(toneName)
    const session = await leg.session()
    const release = claimUplink(leg, 'a tone')
    session.setSource(toneSource(tone, { levelDbfs }))
    return () => {
      session.setSource(null)
      release()
    }
  }
}
