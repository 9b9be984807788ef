import { CellvoiceError } from '../base/error.ts'
import { extendedErrorReport } from '../commands/ceer.ts'
import { type HoldOperation, holdOperation } from '../commands/chld.ts'
import { listCurrentCalls } from '../commands/clcc.ts'
import {
  type CommandDeclaration,
  type Exchange,
  type FinalResult,
  isExchangeOf,
  type Outcome,
} from '../commands/conversation.ts'
import { activityStatus } from '../commands/cpas.ts'
import { type DialArguments, dial } from '../commands/dial.ts'
import { hangUp, hangUpWithCause, hookControl } from '../commands/hang-up.ts'
import type { Evidence, ReleaseScope } from './evidence.ts'

type AnyCommand = CommandDeclaration<unknown, unknown>

/** What sending a command says about calls: a dialled one is expected, released ones will have been ended by us. */
export function evidenceOfSending(declaration: AnyCommand, args: unknown): Evidence | null {
  if (is(declaration, dial)) return { kind: 'dial-sent', number: (args as DialArguments).number }
  const scope = releaseScopeOf(declaration, args)
  return scope && { kind: 'release-sent', scope }
}

/** What the answer to a command says about calls. */
export function evidenceOfExchange(exchange: Exchange): Evidence | null {
  const { outcome } = exchange
  if (isExchangeOf(exchange, dial)) return evidenceOfDial(exchange.args.number, exchange.outcome)
  const scope = releaseScopeOf(exchange.declaration, exchange.args)
  if (scope) return { kind: outcome.kind === 'done' ? 'release-accepted' : 'release-refused', scope }
  if (isExchangeOf(exchange, extendedErrorReport)) {
    return { kind: 'cause-report', key: null, text: exchange.outcome.kind === 'done' ? exchange.outcome.result : null }
  }
  if (outcome.kind === 'failed') return null
  if (isExchangeOf(exchange, listCurrentCalls) && exchange.outcome.kind === 'done') {
    return { kind: 'list', calls: exchange.outcome.result }
  }
  return isExchangeOf(exchange, activityStatus) && outcome.result === 4 ? { kind: 'in-call' } : null
}

function evidenceOfDial(number: string, outcome: Outcome<void>): Evidence | null {
  if (outcome.kind === 'done') return { kind: 'dial-accepted', number }
  if (CellvoiceError.is(outcome.error, 'AT_ERROR')) {
    return { kind: 'dial-refused', number, result: outcome.error.context.result as FinalResult }
  }
  // No answer: the call may exist all the same. It counts as dialled, and the list decides.
  return CellvoiceError.is(outcome.error, 'AT_TIMEOUT')
    ? { kind: 'dial-accepted', number }
    : { kind: 'dial-refused', number, result: null }
}

/** Which calls a command ends; null for one that ends none. */
export function releaseScopeOf(declaration: AnyCommand, args: unknown): ReleaseScope | null {
  if (is(declaration, hangUp) || is(declaration, hookControl)) return { kind: 'all' }
  if (is(declaration, hangUpWithCause)) return { kind: 'one', index: (args as { index: number }).index }
  return is(declaration, holdOperation) ? scopeOfHoldOperation(args as HoldOperation) : null
}

function scopeOfHoldOperation(operation: HoldOperation): ReleaseScope | null {
  switch (operation.kind) {
    case 'release-held':
      return { kind: 'held' }
    case 'release-active':
      return { kind: 'active' }
    case 'release-one':
      return { kind: 'one', index: operation.index }
    case 'transfer':
      return { kind: 'transferred' }
    case 'swap':
    case 'private':
    case 'join':
      return null
  }
}

function is(declaration: AnyCommand, other: CommandDeclaration<never, unknown>): boolean {
  return declaration === (other as unknown)
}
