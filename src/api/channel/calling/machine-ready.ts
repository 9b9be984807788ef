import { AnswerHearing } from '../../../audio/answer/answer-hearing.ts'
import { BeepRules } from '../../../audio/answer/beep-rules.ts'
import { HOP_MS, PowerSpectrum } from '../../../audio/voice-activity/power-spectrum.ts'

/** When an answering machine counts as ready to record, in milliseconds. */
export interface MachineReadyTimes {
  /** Beeps of less than 140 ms are not heard, whatever this says. */
  readonly minBeepMs: number
  readonly postBeepSilenceMs: number
  readonly noBeepSilenceMs: number
}

/** The length of a beep is measured to this: a frame. */
const MEASURED_TO_MS = 20
/** A sound of one frequency that has lasted so many hops may be the beep: the silence is over. */
const PERHAPS_TONE_HOPS = 2

/**
 * Hears whether an answering machine records: a beep and then silence, or a long silence. It counts samples alone, and
 * knows best who speaks when it has heard the call from the answer on: what is quieter than the greeting was is no speech.
 */
export class MachineReady {
  private readonly spectrum = new PowerSpectrum()
  private readonly hearing = new AnswerHearing(this.spectrum)
  private readonly rules = new BeepRules()
  /** Of those after which nobody has spoken; 0 where there is none. */
  private longestBeepMs = 0
  private beepEnd = 0

  /** @param samples The next samples of 8 kHz from the far end, any number. */
  hear(samples: Int16Array): void {
    const { spectrum, hearing, rules } = this
    for (let at = 0; at < samples.length; ) {
      at = spectrum.feed(samples, at)
      if (!spectrum.complete) continue
      hearing.hear(spectrum.power)
      if (rules.judge(hearing)) {
        const { startHop, endHop } = rules.beep
        this.longestBeepMs = Math.max(this.longestBeepMs, (endHop - startHop) * HOP_MS)
        this.beepEnd = endHop
      }
      if (hearing.talk.lastEnd > this.beepEnd) this.longestBeepMs = 0
    }
  }

  /** Whether it is ready by now. */
  isReady({ minBeepMs, postBeepSilenceMs, noBeepSilenceMs }: MachineReadyTimes): boolean {
    const { talk, tone, lastToneEnd, hops } = this.hearing
    if (tone.hops >= PERHAPS_TONE_HOPS) return false
    const silenceMs = (hops - Math.max(0, talk.lastEnd, lastToneEnd, this.beepEnd)) * HOP_MS
    const hasBeeped = this.longestBeepMs > 0 && this.longestBeepMs >= minBeepMs - MEASURED_TO_MS
    return silenceMs >= (hasBeeped ? Math.min(postBeepSilenceMs, noBeepSilenceMs) : noBeepSilenceMs)
  }
}
