import { CellvoiceError } from '../../base/error.ts'
import { SAMPLE_RATE } from '../frame.ts'
import { HOP_MS, HOP_SAMPLES, PowerSpectrum } from '../voice-activity/power-spectrum.ts'
import { AnswerHearing } from './answer-hearing.ts'
import { answerModel } from './answer-model.ts'
import type { AnswerKind, AnswerReason, AnswerVerdict } from './answer-verdict.ts'
import { BeepRules } from './beep-rules.ts'
import { isCalledTone, isCallingTone } from './fax-tones.ts'
import { silenceNeeded } from './silence-needed.ts'

/** How an {@link AnswerClassifier} judges. */
export interface AnswerClassifierOptions {
  /** When it must have decided, in ms after the first sample, 1000 to 30,000. Default 5000. */
  readonly limitMs?: number
}

const machineHops = answerModel.machineSpeechMs / HOP_MS
/** At the limit: who has been silent for so many hops has said what there was to say. */
const pauseAtLimit = 30
/** At the limit: who has spoken for so many hops and still speaks is a machine more often than not. */
const speechAtLimit = 200

/** An answer that is known, and why. */
type Known = readonly [AnswerKind, AnswerReason]

/**
 * Says who answered a call: a person, an answering machine or a fax terminal. It looks at how long somebody speaks
 * before they wait for an answer, and at tones: how much silence tells a person depends on how long they spoke
 * (`answer-model.ts`), who speaks longer than that is a machine, and so is who speaks and then beeps. It is to hear
 * the far end from the moment of the answer.
 */
export class AnswerClassifier {
  private readonly spectrum = new PowerSpectrum()
  private readonly hearing = new AnswerHearing(this.spectrum)
  private readonly rules = new BeepRules()
  private readonly limitHops: number
  private decided = false

  /** @throws CellvoiceError `INVALID_ARGUMENT` for a limit out of its range. */
  constructor({ limitMs = 5000 }: AnswerClassifierOptions = {}) {
    if (!(limitMs >= 1000 && limitMs <= 30_000)) {
      throw new CellvoiceError('INVALID_ARGUMENT', { detail: `limitMs must be from 1000 to 30000, not ${limitMs}` })
    }
    this.limitHops = Math.floor((limitMs * SAMPLE_RATE) / 1000 / HOP_SAMPLES)
  }

  /**
   * @param samples - the next samples of 8 kHz from the far end, any number.
   * @returns the verdict, once; null before and after it.
   */
  process(samples: Int16Array): AnswerVerdict | null {
    const { spectrum, hearing } = this
    for (let at = 0; at < samples.length && !this.decided; ) {
      at = spectrum.feed(samples, at)
      if (!spectrum.complete) continue
      hearing.hear(spectrum.power)
      const known = this.byTone() ?? this.bySpeech() ?? this.byLimit()
      if (!known) continue
      this.decided = true
      return this.verdictOf(known)
    }
    return null
  }

  private byTone(): Known | null {
    const { hearing, rules } = this
    const { tone, talk, toneSounds, toneEnded } = hearing
    const isBeep = rules.judge(hearing)
    if (toneSounds && isCalledTone(tone.frequency, tone.hops)) return ['fax', 'ced']
    const { pure, hz, startHop, endHop } = tone.ended
    if (toneEnded && pure && talk.onset < 0 && isCallingTone(hz, endHop - startHop)) return ['fax', 'cng']
    // After a greeting any tone is a beep, also one that has not ended yet.
    return isBeep || (toneSounds && talk.onset >= 0) ? ['machine', 'beep'] : null
  }

  private bySpeech(): Known | null {
    const { talk, toneSounds, mayBeTone } = this.hearing
    if (talk.onset < 0 || toneSounds) return null
    if (this.speechHops >= machineHops) return mayBeTone ? null : ['machine', 'long-greeting']
    return this.silenceHops >= silenceNeeded(this.speechHops) ? ['live', 'pause'] : null
  }

  private byLimit(): Known | null {
    const { hops, talk } = this.hearing
    if (hops < this.limitHops) return null
    if (talk.onset < 0) return ['unknown', 'silence']
    if (this.silenceHops > pauseAtLimit) return ['live', 'limit']
    return this.speechHops > speechAtLimit ? ['machine', 'limit'] : ['unknown', 'limit']
  }

  private get speechHops(): number {
    const { onset, lastEnd } = this.hearing.talk
    return onset < 0 ? 0 : lastEnd - onset
  }

  private get silenceHops(): number {
    const { hops, talk, toneSounds } = this.hearing
    return toneSounds ? 0 : hops - talk.lastEnd
  }

  private verdictOf([verdict, reason]: Known): AnswerVerdict {
    const { hops, talk, tone, toneSounds } = this.hearing
    const isByTone = reason === 'beep' || reason === 'cng' || reason === 'ced'
    return {
      verdict,
      atSample: hops * HOP_SAMPLES,
      reason,
      features: {
        onsetMs: talk.onset < 0 ? null : talk.onset * HOP_MS,
        speechMs: this.speechHops * HOP_MS,
        silenceMs: this.silenceHops * HOP_MS,
        toneHz: isByTone ? (toneSounds ? tone.frequency : tone.ended.hz) : null,
      },
    }
  }
}
