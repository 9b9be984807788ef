import type { Clock } from '../../base/clock.ts'
import type { Logger } from '../../base/logger.ts'
import type { LineAudio } from '../../exchange/line-audio.ts'
import type { RecordedFile } from '../../exchange/recording/recording.ts'
import type { CallbackForm, CallFamily } from './callback-arguments.ts'

/** How a voiceCall behaves where the contract leaves it open or firmware differs. */
export interface VoiceCallOptions extends Partial<CallbackForm> {
  /** Which codes tell of calls: those of VoLTE, of circuit switched calls, or of old firmware. Default: as the call is carried. */
  readonly family?: 'auto' | CallFamily
  /** Also deliver codes 1 and 5, which are documented and which no public firmware delivers. Default false. */
  readonly undeliveredCodes?: boolean
  /** Whether `callStart` may dial an emergency number. Default `denied`: programs make mistakes. */
  readonly emergency?: 'allowed' | 'denied'
  /** The sound of the calls, where it reaches the host: recordings and tone detection use it. Default: none. */
  readonly audio?: LineAudio
  /** The folder that stands for the drives of the module in file names. Default: the current one. */
  readonly recordingFolder?: string
  /** Whether a recording may also be named by an absolute path of the host. Default false. */
  readonly allowAbsolutePaths?: boolean
  /** Whether a recording replaces a file that exists, as on the module; else it is refused. Default true. */
  readonly overwriteRecordings?: boolean
  /** Hears how much of a recording has been fetched from the module, bytes of bytes. */
  readonly onFetched?: (bytes: number, of: number) => void
  /** Hears of every recording that has come to its end and is on the host. */
  readonly onRecorded?: (file: RecordedFile) => void
  readonly logger?: Logger
  readonly clock?: Clock
}
