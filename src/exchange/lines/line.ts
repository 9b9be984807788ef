import type { CellvoiceError } from '../../base/error.ts'
import type { Modem } from '../../calls/modem.ts'
import type { Leg } from '../leg.ts'
import type { LineAudio } from '../line-audio.ts'

/** What can be done with a line now. */
export type LineState =
  | { readonly kind: 'ready' }
  /** The module restarts, or is being set up. */
  | { readonly kind: 'waiting' }
  /** It could not be opened, or is lost. */
  | { readonly kind: 'failed'; readonly reason: CellvoiceError }
  | { readonly kind: 'closed' }

/** One cellular module of an exchange. */
export interface Line {
  /** Unique in its exchange: as given, or `line-1`. */
  readonly name: string
  readonly state: LineState
  /** Its own number as given or as the SIM tells it; null where neither knows one. */
  readonly number: string | null
  /** Null where it could not be opened. */
  readonly modem: Modem | null
  /** Null where no sound of its calls reaches the host. */
  readonly audio: LineAudio | null
  /** The legs on it that have not ended. */
  readonly legs: readonly Leg[]
}
