import type { Clock } from '../../base/clock.ts'
import { CellvoiceError } from '../../base/error.ts'
import type { Logger } from '../../base/logger.ts'
import type { CallOpsExchange } from './call-ops-exchange.ts'

/** How a new call is found to be the one that a transfer asked for. */
export type MatchMode = 'param' | 'manual' | 'callid'

/** Where released versions of callops differ from their documentation, or from one another. */
export interface Compatibility {
  /** `leg` of the first event of a blind transfer: the party (default), or the new call-id as 3.4 to 4.1 have it. */
  readonly startLeg: 'documented' | '3.6'
  /** `leg` of what is reported after the end of a transfer: the party (default), '' or null. */
  readonly lateNotifyLeg: 'stored' | '3.6' | '4.1'
  /** Whether a call may be transferred again after a transfer that failed. Default true; no version lets it. */
  readonly retryAfterFail: boolean
  /** Whether nothing is told of a transfer that comes to no new call. Default false; no version tells. */
  readonly silentWhenNotStarted: boolean
}

/** What an application is asked to do in manual mode. */
export interface ManualTransferRequest {
  readonly callid: string
  /** The party that stays. */
  readonly leg: 'caller' | 'callee'
  readonly destination: string
}

/** How calls are held and transferred. */
export interface CallOpsOptions {
  readonly exchange: CallOpsExchange
  /** The clock of the exchange. Default: that of the system. */
  readonly clock?: Clock
  /** Default: silence. */
  readonly logger?: Logger
  /** `param` (default), `manual`, `callid` in any case, or 0, 1, 2. */
  readonly mode?: string | number
  /** The URI parameter that names the dialog to replace. Default `osid`. */
  readonly matchParam?: string
  /**
   * How both ways of a far party are held: by the network only, by silence of the gateway only, or by the gateway where its
   * module has another call besides (default).
   */
  readonly holdMethod?: 'auto' | 'network' | 'gateway'
  /** How a far party is transferred: by the network where that can be tried, else by a bridge (default), or by one way only. */
  readonly transferMethod?: 'auto' | 'ect' | 'bridge' | 'multiparty'
  /** When the network joins the two calls. `alerting` leaves open whether the target ever answers. Default `answered`. */
  readonly ectWhen?: 'answered' | 'alerting'
  readonly compat?: Partial<Compatibility>
  /** How long one step of a module may take, ms. Default 30 000. */
  readonly stepLimitMs?: number
  /** How long a target may ring, ms. Default 120 000. */
  readonly ringLimitMs?: number
  /** Manual mode: asked to dial the destination, and to call `callBlindReplace` then. */
  readonly onManualTransfer?: (request: ManualTransferRequest) => void
  /** Makes a call-id that was never used. Default: a random UUID. */
  readonly newCallid?: () => string
}

/** {@link CallOpsOptions} that were looked at. */
export interface CallOpsSettings {
  readonly mode: MatchMode
  readonly matchParam: string
  readonly holdMethod: 'auto' | 'network' | 'gateway'
  readonly transferMethod: 'auto' | 'ect' | 'bridge' | 'multiparty'
  readonly ectWhen: 'answered' | 'alerting'
  readonly compat: Compatibility
  readonly stepLimitMs: number
  readonly ringLimitMs: number
}

const modes: readonly MatchMode[] = ['param', 'manual', 'callid']
/** RFC 3261 25.1: the characters of a parameter's name, without those that are escapes. */
const parameterName = /^[\w\-.!~*'()[\]/:&+$]+$/

/** @throws CellvoiceError INVALID_ARGUMENT for what is none of the words, an empty name, a time that is not positive or longer than 24 days. */
export function checkedSettings(options: CallOpsOptions): CallOpsSettings {
  const { matchParam = 'osid' } = options
  if (!parameterName.test(matchParam)) throw unacceptable('matchParam', matchParam)
  return {
    mode: modeOf(options.mode ?? 'param'),
    matchParam,
    holdMethod: oneOf('holdMethod', options.holdMethod ?? 'auto', ['auto', 'network', 'gateway']),
    transferMethod: oneOf('transferMethod', options.transferMethod ?? 'auto', ['auto', 'ect', 'bridge', 'multiparty']),
    ectWhen: oneOf('ectWhen', options.ectWhen ?? 'answered', ['answered', 'alerting']),
    compat: checkedCompatibility(options.compat ?? {}),
    stepLimitMs: time('stepLimitMs', options.stepLimitMs ?? 30_000),
    ringLimitMs: time('ringLimitMs', options.ringLimitMs ?? 120_000),
  }
}

function modeOf(mode: string | number): MatchMode {
  const found = typeof mode === 'number' ? modes[mode] : modes.find(one => one === mode.toLowerCase())
  if (found) return found
  throw unacceptable('mode', mode)
}

function checkedCompatibility(compat: Partial<Compatibility>): Compatibility {
  return {
    startLeg: oneOf('compat.startLeg', compat.startLeg ?? 'documented', ['documented', '3.6']),
    lateNotifyLeg: oneOf('compat.lateNotifyLeg', compat.lateNotifyLeg ?? 'stored', ['stored', '3.6', '4.1']),
    retryAfterFail: compat.retryAfterFail ?? true,
    silentWhenNotStarted: compat.silentWhenNotStarted ?? false,
  }
}

function oneOf<Word extends string>(name: string, word: Word, words: readonly Word[]): Word {
  if (words.includes(word)) return word
  throw unacceptable(name, word)
}

/** A timer that is to run for longer runs out at once. */
const LONGEST_MS = 2_147_483_647

function time(name: string, ms: number): number {
  if (typeof ms === 'number' && ms > 0 && ms <= LONGEST_MS) return ms
  throw unacceptable(name, ms)
}

function unacceptable(name: string, value: string | number): CellvoiceError {
  return new CellvoiceError('INVALID_ARGUMENT', { detail: `${name} cannot be ${JSON.stringify(value)}` })
}
