import type { Clock } from '../base/clock.ts'
import type { Logger } from '../base/logger.ts'
import type { ModemIdentity } from '../modem/identify.ts'
import type { Transport } from '../modem/modem-port.ts'

/** What a modem is made of. */
export interface ModemOptions {
  readonly transport: Transport
  /** Default: the clock on the wall. */
  readonly clock?: Clock
  /** Default: silence. */
  readonly logger?: Logger
  /** How long the module may take to answer its first AT, ms. Default 4000; a booting module needs up to 60 000. */
  readonly answerLimitMs?: number
  /** Looks at who answers, each time the module is set up; what it throws refuses the module. */
  readonly accept?: (identity: ModemIdentity) => void
}
