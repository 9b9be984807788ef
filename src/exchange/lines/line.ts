import type { CellvoiceError } from '../../base/error.ts'
import type { Modem } from '../../calls/modem.ts'
import type { Leg } from '../leg.ts'
import type { LineAudio } from '../line-audio.ts'
import type { LineHealth } from './line-health.ts'

/** What can be done with a line now; {@link LineHealth} says what is missing. */
export type LineState =
  /** A call can be placed. */
  | { readonly kind: 'ready' }
  /** The module starts, or is there and lacks something that calls need. */
  | { readonly kind: 'waiting' }
  /** It could not be opened, or is lost; it is opened again by itself. */
  | { readonly kind: 'failed'; readonly reason: CellvoiceError }
  | { readonly kind: 'closed' }

/** One cellular module of an exchange. It is the same object as long as the exchange is open, whatever becomes of the module. */
export interface Line {
  /** Unique in its exchange: as given, or `line-1`. */
  readonly name: string
  readonly state: LineState
  /** Whether a call could be placed now: it is `ready` exactly when {@link state} is. */
  readonly health: LineHealth
  /** Hears of every change of {@link health}; what it throws is logged. @returns how to stop. */
  onHealth(listener: (health: LineHealth) => void): () => void
  /** Its own number as given or as the SIM tells it; null where neither knows one, or it was not open yet. */
  readonly number: string | null
  /** Null for a port that is none. Until it was open once it has no identity. */
  readonly modem: Modem | null
  /** Null where no sound of its calls reaches the host, or it was not open yet. */
  readonly audio: LineAudio | null
  /** The legs on it that have not ended. */
  readonly legs: readonly Leg[]
}
