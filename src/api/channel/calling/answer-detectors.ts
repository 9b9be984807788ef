import { AnswerClassifier } from '../../../audio/answer/answer-classifier.ts'
import type { AnswerKind } from '../../../audio/answer/answer-verdict.ts'
import { VoiceActivityDetector } from '../../../audio/voice-activity/voice-activity-detector.ts'
import { MachineReady, type MachineReadyTimes } from './machine-ready.ts'
import { RingingWatch } from './ringing-watch.ts'
import type { VoiceListener } from './voice-listener.ts'

/** Hears a call frame by frame and says what it has found; null is not yet. */
export interface FrameJudge<Verdict> {
  /** @param samples 20 ms, 160 samples. */
  process(samples: Int16Array): Verdict | null
}

/** Hears a call from now on and can be asked whether a machine records there. */
export interface MachineListener {
  /** @param samples 20 ms, 160 samples. */
  hear(samples: Int16Array): void
  isReady(times: MachineReadyTimes): boolean
}

/** How a channel listens to who has answered. Each call makes new ones of its own. */
export interface AnswerDetectors {
  /** @param timeoutMs When it must have decided. */
  classifier(timeoutMs: number): FrameJudge<{ readonly verdict: AnswerKind }>
  /** True as long as a ring-back tone is heard. */
  ringing(): FrameJudge<true>
  machineReady(): MachineListener
  /** Whether somebody speaks. */
  voice(): VoiceListener
}

/** The sound of a call comes a little later than the time in which it is to be judged begins. */
const LATE_MS = 200
/** What a classifier takes. */
const CLASSIFIER_MS = { least: 1_000, most: 30_000 } as const

/** The detectors of the library. */
export const audioDetectors: AnswerDetectors = {
  classifier: timeoutMs => {
    const limitMs = Math.min(CLASSIFIER_MS.most, Math.max(CLASSIFIER_MS.least, timeoutMs - LATE_MS))
    return new AnswerClassifier({ limitMs })
  },
  ringing: () => new RingingWatch(),
  machineReady: () => new MachineReady(),
  voice: () => new VoiceActivityDetector(),
}
