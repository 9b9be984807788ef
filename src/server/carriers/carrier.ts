import type { Clock } from '../../base/clock.ts'
import type { Logger } from '../../base/logger.ts'
import type { AccessRules } from '../access.ts'
import type { Answer } from '../mi/answer-request.ts'

/** What brings requests in needs this. */
export interface CarrierContext {
  /** @param maxReply bytes that can be brought back; a longer reply becomes an error. */
  readonly answer: (bytes: Uint8Array, maxReply?: number) => Answer
  readonly access: AccessRules
  readonly clock: Clock
  readonly logger: Logger
}

/** The longest request, in bytes, over any carrier. */
export const MAX_REQUEST = 65_536
