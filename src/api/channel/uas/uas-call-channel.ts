import type { CallChannel } from '../call-channel.ts'
import type { Details } from '../details.ts'
import type { Diagnostic } from '../diagnostics.ts'
import type { DTMFDetector } from '../media/dtmf-detector.ts'
import type { DTMFPlayer } from '../media/dtmf-player.ts'
import type { FilePlayer } from '../media/file-player.ts'
import type { FileRecorder } from '../media/file-recorder.ts'
import { CallFarEndType } from '../words/call-far-end-type.ts'
import { Cause } from '../words/cause.ts'
import { Hangup, UASError, UASException } from '../words/exceptions.ts'
import { LiveSpeakerDetectionSettings } from '../words/live-speaker-detection-settings.ts'
import {
  DTMFDetectorCause,
  DTMFPlayerCause,
  DTMFPlayerState,
  FilePlayerCause,
  FilePlayerState,
  FileRecorderCause,
  FileRecorderState,
} from '../words/media-words.ts'
import { State } from '../words/state.ts'
import { TransferCause } from '../words/transfer-cause.ts'
import { faceClass } from './face.ts'
import type { PythonFacts, PythonMethods } from './python-method.ts'
import { UASConferenceLifetimeControl, UASConferencePartyMediaSettings } from './uas-conference.ts'
import { UASToneManager } from './uas-known-tones.ts'
import {
  channelNames,
  detailsNames,
  dtmfDetectorNames,
  dtmfPlayerNames,
  filePlayerNames,
  fileRecorderNames,
} from './uas-names.ts'

const ChannelMethods = faceClass<PythonMethods<CallChannel, typeof channelNames>>(channelNames)
const DetailsFacts = faceClass<PythonFacts<Details, typeof detailsNames>>({}, detailsNames)
const FilePlayerMethods = faceClass<PythonMethods<FilePlayer, typeof filePlayerNames>>(filePlayerNames)
const FileRecorderMethods = faceClass<PythonMethods<FileRecorder, typeof fileRecorderNames>>(fileRecorderNames)
const DTMFPlayerMethods = faceClass<PythonMethods<DTMFPlayer, typeof dtmfPlayerNames>>(dtmfPlayerNames)
const DTMFDetectorMethods = faceClass<PythonMethods<DTMFDetector, typeof dtmfDetectorNames>>(dtmfDetectorNames)

class UASDetails extends DetailsFacts {}

class UASCallFilePlayer extends FilePlayerMethods {
  readonly Cause = FilePlayerCause
  readonly State = FilePlayerState
}

class UASCallFileRecorder extends FileRecorderMethods {
  readonly Cause = FileRecorderCause
  readonly State = FileRecorderState
}

class UASDTMFPlayer extends DTMFPlayerMethods {
  readonly Cause = DTMFPlayerCause
  readonly State = DTMFPlayerState
}

class UASDTMFDetector extends DTMFDetectorMethods {
  readonly Cause = DTMFDetectorCause
}

/**
 * {@link CallChannel} under the names of the contract: `new UASCallChannel(exchange.channel())`. Arguments are given by
 * position, by name in one object at the end, or mixed; null is None.
 */
export class UASCallChannel extends ChannelMethods {
  static readonly State = State
  static readonly Cause = Cause
  static readonly TransferCause = TransferCause
  static readonly CallFarEndType = CallFarEndType
  static readonly LiveSpeakerDetectionSettings = LiveSpeakerDetectionSettings
  static readonly ConferenceLifetimeControl = UASConferenceLifetimeControl
  static readonly ConferencePartyMediaSettings = UASConferencePartyMediaSettings
  static readonly ToneManager = UASToneManager
  static readonly UASException = UASException
  static readonly Hangup = Hangup
  static readonly Error = UASError

  readonly State = State
  readonly Cause = Cause
  readonly TransferCause = TransferCause
  readonly CallFarEndType = CallFarEndType
  readonly LiveSpeakerDetectionSettings = LiveSpeakerDetectionSettings
  readonly ConferenceLifetimeControl = UASConferenceLifetimeControl
  readonly ConferencePartyMediaSettings = UASConferencePartyMediaSettings
  readonly ToneManager = UASToneManager
  readonly UASException = UASException
  readonly Hangup = Hangup
  readonly Error = UASError
  readonly Details: UASDetails
  readonly FilePlayer: UASCallFilePlayer
  readonly FileRecorder: UASCallFileRecorder
  readonly DTMFPlayer: UASDTMFPlayer
  readonly DTMFDetector: UASDTMFDetector
  private readonly channel: CallChannel

  constructor(channel: CallChannel) {
    super(channel)
    this.channel = channel
    this.Details = new UASDetails(channel.details)
    this.FilePlayer = new UASCallFilePlayer(channel.filePlayer)
    this.FileRecorder = new UASCallFileRecorder(channel.fileRecorder)
    this.DTMFPlayer = new UASDTMFPlayer(channel.dtmfPlayer)
    this.DTMFDetector = new UASDTMFDetector(channel.dtmfDetector)
  }

  /** What was asked for and could not be done as asked: {@link CallChannel.diagnostics}. */
  get diagnostics(): readonly Diagnostic[] {
    return this.channel.diagnostics
  }
}
