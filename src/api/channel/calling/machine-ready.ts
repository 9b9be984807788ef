import { BeepDetector } from '../../../audio/answer/beep-detector.ts'
import { SAMPLE_RATE } from '../../../audio/frame.ts'
import { VoiceActivityDetector } from '../../../audio/voice-activity/voice-activity-detector.ts'
import type { VoiceListener } from './voice-listener.ts'

/** When an answering machine counts as ready to record, in milliseconds. */
export interface MachineReadyTimes {
  /** Beeps of less than 140 ms are not heard, whatever this says. */
  readonly minBeepMs: number
  readonly postBeepSilenceMs: number
  readonly noBeepSilenceMs: number
}

/** The length of a beep is measured to this: a frame. */
const MEASURED_TO_MS = 20

/** Hears whether an answering machine records: a beep and then silence, or a long silence. It counts samples alone. */
export class MachineReady {
  private readonly beeps = new BeepDetector()
  private readonly voice: VoiceListener
  private readonly minBeep: number
  private readonly postBeepSilence: number
  private readonly noBeepSilence: number
  private heard = 0
  /** Where nobody began to speak any more. */
  private silentSince = 0
  /** Where the beep ended after which nobody has spoken. */
  private beepEnd: number | null = null

  constructor(times: MachineReadyTimes, voice: VoiceListener = new VoiceActivityDetector()) {
    const { minBeepMs, postBeepSilenceMs, noBeepSilenceMs } = times
    this.voice = voice
    this.minBeep = samplesOf(minBeepMs - MEASURED_TO_MS)
    this.postBeepSilence = samplesOf(postBeepSilenceMs)
    this.noBeepSilence = samplesOf(noBeepSilenceMs)
  }

  /** @returns true once it is ready. */
  process(samples: Int16Array): true | null {
    this.heard += samples.length
    for (const { kind, atSample } of this.voice.process(samples)) {
      // A tone is taken for speech at first, so what began before the end of the beep is the beep.
      if (kind === 'start' && this.beepEnd !== null && atSample > this.beepEnd) this.beepEnd = null
      if (kind === 'end') this.silentSince = atSample
    }
    for (const { startSample, endSample } of this.beeps.process(samples)) {
      if (endSample - startSample >= this.minBeep) this.beepEnd = endSample
    }
    if (this.voice.speaking) return null
    const { beepEnd, silentSince } = this
    if (this.heard - Math.max(silentSince, beepEnd ?? 0) >= this.noBeepSilence) return true
    if (beepEnd === null) return null
    return this.heard - Math.max(silentSince, beepEnd) >= this.postBeepSilence ? true : null
  }
}

function samplesOf(ms: number): number {
  return Math.round((ms * SAMPLE_RATE) / 1000)
}
