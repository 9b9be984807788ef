import type { DtmfDetectorOptions } from '../audio/dtmf/dtmf-detector.ts'
import type { Clock } from '../base/clock.ts'
import type { Logger } from '../base/logger.ts'
import type { Modem } from '../calls/modem.ts'
import type { ModemPort } from '../modem/modem-port.ts'
import type { LineIdentity } from '../modem/port-finder.ts'
import type { PortSystem } from '../modem/port-system.ts'
import type { Leg } from './leg.ts'
import type { LineWish } from './lines/line-wish.ts'
import type { MediaPath } from './media-path.ts'
import type { OrphanPolicy } from './orphan-calls.ts'
import type { DialPolicy } from './policy/dial-policy.ts'

/** One line of an exchange: a port with a module that the exchange opens and closes, or a modem that is open already. */
export type LineOptions = {
  /** Default `line-1`, `line-2` by place. */
  readonly name?: string
  /** How its sound reaches the host; `auto`, the default, finds out. */
  readonly audio?: MediaPath | 'auto' | 'none'
  /** Its own number; else the SIM is asked. */
  readonly number?: string
} & (
  | {
      readonly port: ModemPort
      readonly answerLimitMs?: number
      /** By what its module is known again where its port has another name; what is left out is learned. */
      readonly identity?: LineIdentity
    }
  /** It stays open when the exchange is closed. */
  | { readonly modem: Modem }
)

/** What an exchange is made of. */
export interface ExchangeOptions {
  /** 1 to 64 lines. */
  readonly lines: readonly LineOptions[]
  /** Default: the clock on the wall. */
  readonly clock?: Clock
  /** Default: silence. */
  readonly logger?: Logger
  /** Whether a line that fails or is lost is opened again by itself, each on its own. Default true. */
  readonly reopen?: boolean
  /** The ports there are. Default: those of this machine. */
  readonly ports?: PortSystem
  /** The software detector of keys, and whether it takes the place of the module's. */
  readonly dtmf?: DtmfDetectorOptions & { readonly detector?: 'auto' | 'software' }
  /** What may be dialled, and how much. Default: no emergency, premium-rate or satellite numbers; no caps. */
  readonly dialPolicy?: DialPolicy
  /** Where the records of calls are kept: a file of lines of JSON that only grows, of this exchange alone. Default: nowhere. */
  readonly records?: { readonly path: string }
  /** What becomes of calls that are up on a module and that nobody here began. Default `leave`. */
  readonly orphans?: OrphanPolicy
  /** Milliseconds since 1970, for records and for what is counted by the day. Default: `Date.now`. */
  readonly date?: () => number
}

/** How a number is dialled. */
export interface DialOptions {
  /** Default: the first that is free. */
  readonly line?: LineWish
  /** On the line of this leg although it is taken; the call there is put on hold. `line` is not looked at then. */
  readonly beside?: Leg
  /** Whether the far end sees our number; else as subscribed. */
  readonly callerIdentity?: 'hide' | 'show'
}
