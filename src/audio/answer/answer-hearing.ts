import type { PowerSpectrum } from '../voice-activity/power-spectrum.ts'
import { VoiceActivity } from '../voice-activity/voice-activity.ts'
import { SteadyTone } from './steady-tone.ts'
import { TalkTime } from './talk-time.ts'

/** A tone that has lasted so many hops can be told from a vowel. */
const hopsToTell = 12
/** The edges of a tone are heard as speech, before it and after it. */
const edgeHops = 3
const fadeHops = 8
/** Speech has more than this outside the band of call-progress tones; two of those together have not. */
const mostProgressPart = 0.93
/** A hum that is longer than a vowel is ring-back of two frequencies, or busy tone. */
const longHumHops = 20

/** What is heard on a line, spectrum by spectrum: who talks since when, and which tone sounds. All in hops of 10 ms. */
export class AnswerHearing {
  /** Spectra heard so far. */
  hops = 0
  readonly talk = new TalkTime()
  readonly tone: SteadyTone
  /** Whether a tone of one frequency sounds now that is no vowel. */
  toneSounds = false
  /** Whether a tone ended with this spectrum; `tone.ended` tells which. */
  toneEnded = false
  /** The hop after the last one in which such a tone sounded; long ago for never. */
  lastToneEnd = -fadeHops
  /** The last hop that may have been part of a tone. */
  private lastTonal = -edgeHops
  /** How many hops there has been nothing outside that band, and when such a tone ended. */
  private humHops = 0
  private humEnd = -fadeHops
  private readonly voice = new VoiceActivity()

  constructor(spectrum: PowerSpectrum) {
    this.tone = new SteadyTone(spectrum.power.length)
  }

  /** Whether what sounds now may be a vowel or a tone: another 120 ms tell. */
  get mayBeTone(): boolean {
    return this.tone.hops > 0 && this.tone.hops < hopsToTell
  }

  hear(power: Float64Array): void {
    const { tone, talk, voice } = this
    voice.hear(power)
    const before = tone.hops > 0 ? tone.startHop : -1
    this.toneEnded = tone.hear(power)
    const isNew = tone.hops > 0 && tone.startHop !== before
    // A tone that starts again at once is the same one, with a step in its level.
    if (isNew && this.hops - this.lastTonal > edgeHops) talk.remember()
    if (tone.hops > 0) this.lastTonal = this.hops
    const sounded = this.toneSounds
    this.toneSounds = tone.hops >= hopsToTell && tone.pure
    // A tone is taken for speech until it can be told from it; then that speech has never been.
    if (this.toneSounds && !sounded) talk.restore()
    if (this.toneSounds) this.lastToneEnd = this.hops + 1
    const hums = tone.peak.progressPart >= mostProgressPart
    if (!hums && this.humHops >= longHumHops) this.humEnd = this.hops
    this.humHops = hums ? this.humHops + 1 : 0
    const fades = this.hops < Math.max(this.humEnd, this.lastToneEnd) + fadeHops
    const voiced = voice.decision.voiced && !hums && !fades
    talk.hear(voiced, tone.peak)
    this.hops++
  }
}
