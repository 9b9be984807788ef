import { VoiceDecision } from './voice-decision.ts'
import { VoiceFeatures } from './voice-features.ts'
import { voiceOdds } from './voice-odds.ts'

/** A line that carries nothing is no speech, without a doubt. */
const silenceOdds = -6
/** Until the window of the first spectrum is full, its start looks like an onset. */
const fillingHops = 3

/** Speech or none, spectrum by spectrum: for detectors that share one spectrum. */
export class VoiceActivity {
  readonly decision = new VoiceDecision()
  private readonly features = new VoiceFeatures()
  private readonly odds = new Float64Array(1)
  private hops = 0

  /** @returns 1 when speech has started with this spectrum, -1 when it has ended, else 0. */
  hear(power: Float64Array): -1 | 0 | 1 {
    this.hops++
    const heard = this.hops > fillingHops && this.features.update(power)
    if (heard) voiceOdds(this.features.values, this.odds)
    else this.odds[0] = silenceOdds
    return this.decision.decide(this.odds)
  }
}
