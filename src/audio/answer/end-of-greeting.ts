import { CellvoiceError } from '../../base/error.ts'
import { SAMPLE_RATE } from '../frame.ts'
import { HOP_SAMPLES, PowerSpectrum } from '../voice-activity/power-spectrum.ts'
import { AnswerHearing } from './answer-hearing.ts'
import { type BeepEvent, beepEvent } from './beep-detector.ts'
import { BeepRules } from './beep-rules.ts'

/** The greeting is over: a message may start. */
export type GreetingEnd =
  | { readonly by: 'beep'; readonly atSample: number; readonly beep: BeepEvent }
  | { readonly by: 'silence'; readonly atSample: number }

/** How an {@link EndOfGreeting} judges. */
export interface EndOfGreetingOptions {
  /** How much silence ends a greeting without a beep, in ms, 500 to 30,000. Default 2000. */
  readonly silenceMs?: number
}

/** Who has not begun to speak may still do: silence before the first word counts this much less. */
const patience = 2
/** A sound of one frequency that has lasted so long may be the beep: the silence is over. */
const perhapsTone = 2

/**
 * Says when a message for an answering machine may start: after its beep, or after 2.0 s of silence if it has none. It
 * is to hear the call from its start.
 */
export class EndOfGreeting {
  private readonly spectrum = new PowerSpectrum()
  private readonly hearing = new AnswerHearing(this.spectrum)
  private readonly rules = new BeepRules()
  private readonly silenceHops: number
  private told = false

  /** @throws CellvoiceError `INVALID_ARGUMENT` for a silence out of its range. */
  constructor({ silenceMs = 2000 }: EndOfGreetingOptions = {}) {
    if (!(silenceMs >= 500 && silenceMs <= 30_000)) {
      throw new CellvoiceError('INVALID_ARGUMENT', { detail: `silenceMs must be from 500 to 30000, not ${silenceMs}` })
    }
    this.silenceHops = Math.round((silenceMs * SAMPLE_RATE) / 1000 / HOP_SAMPLES)
  }

  /**
   * @param samples - the next samples of 8 kHz from the far end, any number.
   * @returns the end of the greeting, once; null before and after it.
   */
  process(samples: Int16Array): GreetingEnd | null {
    const { spectrum, hearing, rules } = this
    for (let at = 0; at < samples.length && !this.told; ) {
      at = spectrum.feed(samples, at)
      if (!spectrum.complete) continue
      hearing.hear(spectrum.power)
      const atSample = hearing.hops * HOP_SAMPLES
      if (rules.judge(hearing)) {
        this.told = true
        return { by: 'beep', atSample, beep: beepEvent(rules) }
      }
      if (this.isSilent()) {
        this.told = true
        return { by: 'silence', atSample }
      }
    }
    return null
  }

  private isSilent(): boolean {
    const { talk, tone, hops, lastToneEnd } = this.hearing
    if (tone.hops >= perhapsTone) return false
    const silence = hops - Math.max(0, talk.lastEnd, lastToneEnd)
    return silence >= (talk.onset < 0 ? patience : 1) * this.silenceHops
  }
}
