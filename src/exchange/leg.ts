import type { MediaSession } from '../audio/media-session.ts'
import type { ClearingCause } from '../calls/clearing-cause.ts'

/** Where a leg is. A held leg is up; neither side hears the other. */
export type LegState = 'incoming' | 'dialing' | 'alerting' | 'active' | 'held' | 'ended'

/** How a leg ended. */
export interface LegEnd {
  readonly endedBy: 'local' | 'remote' | 'module'
  readonly cause: ClearingCause
}

/** A key the far end pressed, and who heard it: the module, the software detector, or the other end of a virtual leg. */
export interface PressedDigit {
  readonly digit: string
  readonly source: 'module' | 'software' | 'virtual'
}

/** What a request to end a leg came to: the cause that was asked for, and the one that could be sent (3GPP TS 24.008). */
export interface SentCause {
  readonly requested: number
  readonly sent: number | null
}

/**
 * One party as the exchange sees it: a call on a cellular line, or the virtual end of a conference room or a service. It
 * begins when it is dialled or rings, and is used up when it has ended.
 */
export interface Leg {
  /** Never used twice in one exchange: `leg-1`. */
  readonly id: string
  readonly kind: 'cellular' | 'room' | 'service'
  readonly direction: 'incoming' | 'outgoing'
  /** The line it is on, by name; null for virtual legs. */
  readonly line: string | null
  /** As shown to us; '' where withheld. For outgoing legs our own number or name. */
  readonly from: string
  readonly to: string
  readonly state: LegState
  /** Hears every change of {@link state}. @returns how to stop. */
  onState(listener: (state: LegState) => void): () => void
  /** Resolves when it is over and its cause is known; never rejects. */
  readonly ended: Promise<LegEnd>
  /** Answers an incoming leg. @throws CellvoiceError WRONG_CALL_STATE, AT_ERROR, AT_TIMEOUT, PORT_LOST. */
  answer(): Promise<void>
  /** Ends it, whatever state it is in; harmless when ended. @param cause 3GPP TS 24.008 10.5.4.11; default 16. */
  hangUp(cause?: number): Promise<SentCause>
  /** Sends keys to the far end while active. @param toneMs 100-1000. */
  sendDigits(digits: string, toneMs: number): Promise<void>
  /** Hears the keys of the far end, each once. @returns how to stop. */
  onDigit(listener: (digit: PressedDigit) => void): () => void
  /**
   * Its sound, while active or held.
   * @throws CellvoiceError NO_SUCH_CALL before and after; NOT_SUPPORTED where no sound reaches the host; AUDIO_DEVICE_FAILED.
   */
  session(): Promise<MediaSession>
}
