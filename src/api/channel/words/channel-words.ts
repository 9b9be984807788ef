import { ConferenceLifetimeControl } from '../conference/conference-lifetime-control.ts'
import { ConferencePartyMediaSettings } from '../conference/conference-party-media-settings.ts'
import { ToneManager } from '../tones/known-tones.ts'
import { CallFarEndType } from './call-far-end-type.ts'
import { Cause } from './cause.ts'
import { Hangup, UASError, UASException } from './exceptions.ts'
import { LiveSpeakerDetectionSettings } from './live-speaker-detection-settings.ts'
import { State } from './state.ts'
import { TransferCause } from './transfer-cause.ts'

/** The words of the contract: on the class as well as on every channel, as programs of either kind expect them. */
export class ChannelWords {
  static readonly State = State
  static readonly Cause = Cause
  static readonly TransferCause = TransferCause
  static readonly CallFarEndType = CallFarEndType
  static readonly LiveSpeakerDetectionSettings = LiveSpeakerDetectionSettings
  static readonly ConferenceLifetimeControl = ConferenceLifetimeControl
  static readonly ConferencePartyMediaSettings = ConferencePartyMediaSettings
  static readonly ToneManager = ToneManager
  static readonly UASException = UASException
  static readonly Hangup = Hangup
  /** {@link UASError} under the name of the contract. */
  static readonly Error = UASError

  readonly State = State
  readonly Cause = Cause
  readonly TransferCause = TransferCause
  readonly CallFarEndType = CallFarEndType
  readonly LiveSpeakerDetectionSettings = LiveSpeakerDetectionSettings
  readonly ConferenceLifetimeControl = ConferenceLifetimeControl
  readonly ConferencePartyMediaSettings = ConferencePartyMediaSettings
  readonly ToneManager = ToneManager
  readonly UASException = UASException
  readonly Hangup = Hangup
  /** {@link UASError} under the name of the contract. */
  readonly Error = UASError
}
