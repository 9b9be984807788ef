import type { SampleSynthesizer } from '../../audio/speech/speech-synthesizer.ts'
import type { Clock } from '../../base/clock.ts'
import type { Exchange } from '../../exchange/exchange.ts'
import type { AnswerDetectors } from './calling/answer-detectors.ts'
import type { ChannelLife } from './channel-life.ts'
import type { Diagnostics } from './diagnostics.ts'
import type { MediaFolder } from './media/media-folder.ts'
import type { ChannelProfile } from './profile.ts'
import type { TonePlayer } from './tones/tone-player.ts'

/** What a channel asks of an exchange. */
export type Switchboard = Pick<Exchange, 'lines' | 'dial' | 'bridge' | 'callRoom' | 'callService' | 'records'>

/** What is done with the caller id that a call asks for, where no line has that number. */
export type CallFromPolicy =
  /** The call is not made, as the contract wants it. */
  | 'strict'
  /** Any line makes it, and shows the number of its own SIM. */
  | 'ignore'

/** What the methods of one channel work with. */
export interface ChannelParts {
  readonly exchange: Switchboard
  readonly clock: Clock
  readonly life: ChannelLife
  readonly diagnostics: Diagnostics
  readonly profile: ChannelProfile
  readonly callFromPolicy: CallFromPolicy
  /** Whether the first party of a room that would start it may do so alone. */
  readonly startAlone: boolean
  readonly detectors: AnswerDetectors
  readonly media: MediaFolder
  readonly speech: SampleSynthesizer
  /** Null until one is made: then transfers are silent while they ring. */
  tonePlayer: TonePlayer | null
}
