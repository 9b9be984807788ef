import type { VoiceActivityDetector } from '../../../audio/voice-activity/voice-activity-detector.ts'

/** Hears when somebody speaks. */
export type VoiceListener = Pick<VoiceActivityDetector, 'speaking' | 'process'>
