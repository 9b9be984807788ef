import { enumeration } from './enumeration.ts'

/** When the time of live-speaker detection begins. */
export const LiveSpeakerDetectionSettings = enumeration(
  'LiveSpeakerDetectionSettings',
  /** As TIMEOUT_FROM_NETWORK_CONNECT. */
  'DEFAULT',
  /** When the network reports the call as connected. */
  'TIMEOUT_FROM_NETWORK_CONNECT',
  /** When no ring-back tone is heard any more: some exchanges connect first and ring then. */
  'TIMEOUT_FROM_ANSWER_DETECT',
)

export type LiveSpeakerDetectionSettings =
  (typeof LiveSpeakerDetectionSettings)[keyof typeof LiveSpeakerDetectionSettings]
