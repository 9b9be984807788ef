import { CellvoiceError } from '../../base/error.ts'
import { FRAME_SAMPLES, saturate } from '../frame.ts'
import { type MixerParty, SeatedParty } from './mixer-party.ts'

/** Far more than one core mixes in time; with the greatest gain of each the sum still fits into 32 bits. */
const MAX_PARTIES = 1024

/**
 * A conference: each party hears the sum of all the others, and never itself. Nothing is clipped but what a party finally
 * hears, so loud parties that cancel each other out stay exact. It has no clock: its owner calls {@link mix} each 20 ms.
 */
export class Mixer {
  /**
   * 20 ms of all parties together, for a recording or an announcement's level. The same array each time, made anew by each
   * mix.
   */
  readonly room = new Int16Array(FRAME_SAMPLES)
  private readonly seated: SeatedParty[] = []
  private readonly sum = new Int32Array(FRAME_SAMPLES)

  /** How many take part. */
  get size(): number {
    return this.seated.length
  }

  /**
   * Lets one more take part.
   * @throws CellvoiceError INVALID_ARGUMENT when there are 1024 already.
   */
  add(): MixerParty {
    if (this.seated.length >= MAX_PARTIES) {
      throw new CellvoiceError('INVALID_ARGUMENT', { detail: `a mixer has room for ${MAX_PARTIES} parties` })
    }
    const party = new SeatedParty()
    this.seated.push(party)
    return party
  }

  /** The party takes part no longer; its output keeps what it heard last. Harmless when it has left already. */
  remove(party: MixerParty): void {
    const parties: readonly MixerParty[] = this.seated
    const at = parties.indexOf(party)
    if (at >= 0) this.seated.splice(at, 1)
  }

  /** Mixes what was said since the call before; then each party's output and {@link room} hold the next 20 ms. */
  mix(): void {
    const { seated, sum, room } = this
    sum.fill(0)
    for (const party of seated) party.addTo(sum)
    // The loop ends with the last sample of the frame.
    for (let at = 0; at < FRAME_SAMPLES; at++) room[at] = saturate(sum[at] as number)
    for (const party of seated) party.hear(sum, room)
  }
}
