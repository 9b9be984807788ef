import { espeakSynthesizer } from '../../audio/speech/espeak.ts'
import type { SampleSynthesizer } from '../../audio/speech/speech-synthesizer.ts'
import { type Clock, systemClock } from '../../base/clock.ts'
import { type AnswerDetectors, audioDetectors } from './calling/answer-detectors.ts'
import type { ChannelLife } from './channel-life.ts'
import type { CallFromPolicy, ChannelParts, Switchboard } from './channel-parts.ts'
import { Diagnostics } from './diagnostics.ts'
import { type ProfileName, profileNamed } from './profile.ts'

/** What an application may choose for its channels. */
export interface CallChannelOptions {
  /** Which version of the contract. Default `1.2`. */
  readonly profile?: ProfileName | undefined
  /** Default `strict`: a call with a caller id that no line has is not made. */
  readonly callFromPolicy?: CallFromPolicy | undefined
  /** Whether a conference starts with its first party alone. Default false. */
  readonly startAlone?: boolean | undefined
  /** Where files are played from and recorded to. Default the current folder. */
  readonly mediaFolder?: string | undefined
  /** Who speaks texts. Default the program espeak-ng. */
  readonly speech?: SampleSynthesizer | undefined
}

/** What a channel is made of. */
export interface ChannelSetup extends CallChannelOptions {
  readonly exchange: Switchboard
  /** Its call: none yet, or one that has come in. */
  readonly life: ChannelLife
  readonly clock?: Clock | undefined
  readonly detectors?: AnswerDetectors | undefined
}

/**
 * Fills in what was not chosen.
 * @throws CellvoiceError INVALID_ARGUMENT for a profile that is not known.
 */
export function channelParts(setup: ChannelSetup): ChannelParts {
  const { exchange, life, clock = systemClock } = setup
  return {
    exchange,
    life,
    clock,
    diagnostics: new Diagnostics(),
    profile: profileNamed(setup.profile),
    callFromPolicy: setup.callFromPolicy ?? 'strict',
    startAlone: setup.startAlone ?? false,
    detectors: setup.detectors ?? audioDetectors,
    media: { path: setup.mediaFolder ?? '.' },
    speech: setup.speech ?? espeakSynthesizer({ clock }),
    tonePlayer: null,
  }
}
