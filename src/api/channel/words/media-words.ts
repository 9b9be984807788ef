import { enumeration } from './enumeration.ts'

/** How the latest playing of a file ended; NONE while it plays and before. */
export const FilePlayerCause = enumeration(
  'FilePlayer.Cause',
  'ERROR',
  'NORMAL',
  'BARGEIN',
  'ABORTED',
  'HANGUP',
  'TIMEOUT',
  'NONE',
)
export type FilePlayerCause = (typeof FilePlayerCause)[keyof typeof FilePlayerCause]

/** Whether a file is played; ERROR where the latest playing failed. */
export const FilePlayerState = enumeration('FilePlayer.State', 'PLAYING', 'IDLE', 'ERROR')
export type FilePlayerState = (typeof FilePlayerState)[keyof typeof FilePlayerState]

/** How the latest recording ended; NONE while it runs and before. */
export const FileRecorderCause = enumeration(
  'FileRecorder.Cause',
  'ERROR',
  'BARGEIN',
  'SILENCE',
  'SIZE',
  'ABORTED',
  'HANGUP',
  'TIMEOUT',
  'NONE',
)
export type FileRecorderCause = (typeof FileRecorderCause)[keyof typeof FileRecorderCause]

/** Whether the far end is recorded; ERROR where the latest recording failed. */
export const FileRecorderState = enumeration('FileRecorder.State', 'RECORDING', 'IDLE', 'ERROR')
export type FileRecorderState = (typeof FileRecorderState)[keyof typeof FileRecorderState]

/** How the latest collection of keys ended; NONE while it runs and before. */
export const DTMFDetectorCause = enumeration('DTMFDetector.Cause', 'HANGUP', 'COUNT', 'END', 'TIMEOUT', 'ERROR', 'NONE')
export type DTMFDetectorCause = (typeof DTMFDetectorCause)[keyof typeof DTMFDetectorCause]

/** How the latest sending of keys ended; NONE while it runs and before. */
export const DTMFPlayerCause = enumeration('DTMFPlayer.Cause', 'ERROR', 'NORMAL', 'HANGUP', 'TIMEOUT', 'NONE')
export type DTMFPlayerCause = (typeof DTMFPlayerCause)[keyof typeof DTMFPlayerCause]

/** Whether keys are sent; ERROR where the latest sending failed. */
export const DTMFPlayerState = enumeration('DTMFPlayer.State', 'PLAYING', 'IDLE', 'ERROR')
export type DTMFPlayerState = (typeof DTMFPlayerState)[keyof typeof DTMFPlayerState]
