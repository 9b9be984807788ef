import type { CellvoiceError } from '../../base/error.ts'
import type { Leg } from '../leg.ts'

/** Why a bridge is over. */
export type BridgeEnd =
  | { readonly kind: 'closed' }
  /** That leg ended. */
  | { readonly kind: 'leg-ended'; readonly leg: Leg }
  /** The sound of a leg was lost for good, though the legs may go on. */
  | { readonly kind: 'failed'; readonly reason: CellvoiceError }

/** Two legs that hear each other. */
export interface Bridge {
  /** `sound` by samples through the host, `multiparty` by the network between two calls of one module. */
  readonly kind: 'sound' | 'multiparty'
  readonly legs: readonly [Leg, Leg]
  /** Never rejects. */
  readonly ended: Promise<BridgeEnd>
  /**
   * Parts them; harmless when it has ended. Two calls of one module cannot both be active apart: the first stays active,
   * the second is held.
   * @throws CellvoiceError AT_ERROR, AT_TIMEOUT, PORT_LOST where the network has to part them; the bridge is still there then.
   */
  close(): Promise<void>
}
