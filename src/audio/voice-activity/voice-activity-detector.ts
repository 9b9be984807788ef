import { PowerSpectrum, SPECTRUM_DELAY_SAMPLES } from './power-spectrum.ts'
import { VoiceActivity } from './voice-activity.ts'
import { sampleOfHop } from './voice-decision.ts'

/** Speech began or ended. */
export interface VoiceEvent {
  readonly kind: 'start' | 'end'
  /**
   * The sample at which it did, counted from the first one processed. It lies before the event: a start is told some
   * 30 ms after it, an end 150 to 200 ms. A start that names the same sample as the end before it takes that end back:
   * the pause was shorter than 200 ms, and so one within speech (ITU-T P.56).
   */
  readonly atSample: number
}

const nothing: readonly VoiceEvent[] = Object.freeze([])

/**
 * Tells when somebody speaks, in a stream of 8 kHz samples of any loudness. It follows the noise of each of 14 bands
 * (250-3500 Hz) and works out, each 10 ms, how likely speech stands out of it: a small network over differences of
 * levels, trained on synthetic speech (see `voice-model.ts`). A tone that begins is heard as speech until it has become
 * part of the noise; who must tell them apart looks for tones as well.
 */
export class VoiceActivityDetector {
  private readonly spectrum = new PowerSpectrum()
  private readonly activity = new VoiceActivity()

  /** Whether somebody spoke at the end of what was processed, as far as it is known: an end is known 140 ms later. */
  get speaking(): boolean {
    return this.activity.decision.speaking
  }

  /**
   * @param samples - the next samples, any number; 160 for the latencies told above.
   * @returns what they tell, in order. Empty for most.
   */
  process(samples: Int16Array): readonly VoiceEvent[] {
    let events: VoiceEvent[] | null = null
    for (let at = 0; at < samples.length; ) {
      at = this.spectrum.feed(samples, at)
      const change = this.spectrum.complete ? this.activity.hear(this.spectrum.power) : 0
      if (change === 0) continue
      const { start, end } = this.activity.decision
      const event: VoiceEvent = {
        kind: change === 1 ? 'start' : 'end',
        atSample: sampleOfHop(change === 1 ? start : end, SPECTRUM_DELAY_SAMPLES),
      }
      // A list that is pushed to has room for 17.
      if (events) events.push(event)
      else events = [event]
    }
    return events ?? nothing
  }
}
