import { SAMPLE_RATE } from '../../../audio/frame.ts'
import type { VoiceListener } from '../calling/voice-listener.ts'

/** Which silence ends a recording, in milliseconds; 0 is none. */
export interface SilenceLimits {
  /** Before anybody has spoken. */
  readonly initialMs: number
  /** After somebody has. */
  readonly maxMs: number
}

/** Listens for speech and counts the silence since, in samples. */
export class SilenceWatch {
  /** Whether anybody has spoken. */
  hasSpeech = false
  private readonly limits: SilenceLimits
  private readonly detector: VoiceListener
  private silentSamples = 0

  constructor(limits: SilenceLimits, detector: VoiceListener) {
    this.limits = limits
    this.detector = detector
  }

  /** @returns whether it has been silent for too long. */
  process(samples: Int16Array): boolean {
    this.detector.process(samples)
    if (this.detector.speaking) {
      this.hasSpeech = true
      this.silentSamples = 0
      return false
    }
    this.silentSamples += samples.length
    const limitMs = this.hasSpeech ? this.limits.maxMs : this.limits.initialMs
    return limitMs > 0 && this.silentSamples * 1000 >= limitMs * SAMPLE_RATE
  }
}
