import { PlayableMedia } from '../media/playable-media.ts'
import { MuteOnDTMFDigits } from './mute-on-dtmf-digits.ts'

/** What {@link ConferencePartyMediaSettings} is made of. */
export interface ConferencePartyMediaOptions {
  /** What the party hears while it waits to enter: a tone of the channel's tone manager. Default RINGBACK. */
  readonly ringbackTone?: string | null | undefined
  /** A file it hears instead, over and over. */
  readonly onConferenceStoppedFile?: string | null | undefined
  /** Default true. */
  readonly beepOnEntry?: boolean | undefined
  /** The key with which the party leaves. */
  readonly exitOnDtmfDigit?: string | null | undefined
  /** Changes nothing here: two parties hear each other as well as more do. */
  readonly twoPartyOptimisation?: boolean | undefined
  /** Default false. */
  readonly startMuted?: boolean | undefined
}

/** What a party of a conference hears, and what the others hear of its coming and going. */
export class ConferencePartyMediaSettings {
  ringbackTone: string | null
  onConferenceStoppedFile: string | null
  beepOnEntry: boolean
  exitOnDtmfDigit: string | null
  twoPartyOptimisation: boolean
  startMuted: boolean
  /** Played to the room when the party enters. */
  readonly onEntryMedia = new PlayableMedia()
  /** Played to the room when it has left. */
  readonly onExitMedia = new PlayableMedia()
  /** Played before either: the name of the party. */
  readonly prefixMedia = new PlayableMedia()
  readonly muteOnDTMFDigits = new MuteOnDTMFDigits()

  constructor(options: ConferencePartyMediaOptions = {}) {
    this.ringbackTone = options.ringbackTone ?? null
    this.onConferenceStoppedFile = options.onConferenceStoppedFile ?? null
    this.beepOnEntry = options.beepOnEntry ?? true
    this.exitOnDtmfDigit = options.exitOnDtmfDigit ?? null
    this.twoPartyOptimisation = options.twoPartyOptimisation ?? false
    this.startMuted = options.startMuted ?? false
  }
}
