import type { Clock } from '../../base/clock.ts'
import type { Logger } from '../../base/logger.ts'
import type { CallOpsEvent } from './call-ops-event.ts'
import type { CallOpsExchange } from './call-ops-exchange.ts'
import type { CallOpsSettings } from './call-ops-options.ts'
import type { Dialogs } from './dialogs.ts'

/** What operations work with. */
export interface CallOpsParts {
  readonly exchange: CallOpsExchange
  readonly dialogs: Dialogs
  readonly clock: Clock
  readonly logger: Logger
  readonly settings: CallOpsSettings
  readonly emit: (event: CallOpsEvent) => void
  /** Aborted when nobody asks for anything any more. */
  readonly closed: AbortSignal
}
