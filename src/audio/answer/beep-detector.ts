import { PowerSpectrum, SPECTRUM_DELAY_SAMPLES } from '../voice-activity/power-spectrum.ts'
import { sampleOfHop } from '../voice-activity/voice-decision.ts'
import { AnswerHearing } from './answer-hearing.ts'
import { BeepRules } from './beep-rules.ts'

/** An answering machine beeped. Samples are counted from the first one processed. */
export interface BeepEvent {
  readonly startSample: number
  readonly endSample: number
  /** In Hz. */
  readonly frequency: number
}

const nothing: readonly BeepEvent[] = Object.freeze([])

/**
 * Hears the beep of an answering machine: one frequency of 375 to 2050 Hz, even and pure, for 0.14 to 1.5 s. It is told
 * 110 to 150 ms after its end, because it is known by then that no other tone follows. Tones of two frequencies, special
 * information tones, cadences and the calling tone of a fax are no beeps. A tone of 340 to 510 Hz, where networks have
 * their tones, is a beep only once and only after somebody spoke: the first burst of a busy tone right after a talk is
 * told as one. A beep with strong overtones is not heard.
 */
export class BeepDetector {
  private readonly spectrum = new PowerSpectrum()
  private readonly hearing = new AnswerHearing(this.spectrum)
  private readonly rules = new BeepRules()

  /**
   * @param samples - the next samples of 8 kHz, any number.
   * @returns the beeps known now. Empty for most.
   */
  process(samples: Int16Array): readonly BeepEvent[] {
    const { spectrum, hearing, rules } = this
    let events: BeepEvent[] | null = null
    for (let at = 0; at < samples.length; ) {
      at = spectrum.feed(samples, at)
      if (!spectrum.complete) continue
      hearing.hear(spectrum.power)
      if (!rules.judge(hearing)) continue
      events ??= []
      events.push(beepEvent(rules))
    }
    return events ?? nothing
  }
}

/** The beep that the rules know last. */
export function beepEvent({ beep: { startHop, endHop, hz } }: BeepRules): BeepEvent {
  return {
    startSample: sampleOfHop(startHop, SPECTRUM_DELAY_SAMPLES),
    endSample: sampleOfHop(endHop, SPECTRUM_DELAY_SAMPLES),
    frequency: hz,
  }
}
