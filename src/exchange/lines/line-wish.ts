import type { Clock } from '../../base/clock.ts'
import { CellvoiceError } from '../../base/error.ts'
import { isSameNumber } from '../../calls/match-call.ts'
import { described, isObject } from '../check-value.ts'
import { CellularLine } from './cellular-line.ts'
import type { Line } from './line.ts'
import { notReady } from './line-health.ts'
import { noLineFree } from './no-line-free.ts'
import { linesServedBy } from './serving-operator.ts'

/** Which line a call is to go out on. */
export type LineWish =
  /** The first that is free, in the order in which they were given. */
  | { readonly kind: 'any' }
  | { readonly kind: 'name'; readonly name: string }
  /** The line whose own number this is; prefixes may differ (`+44…`, `0044…`, `0…`). */
  | { readonly kind: 'number'; readonly number: string }
  /** A line that is served by this operator now: its name as the module tells it, or its PLMN of 5 or 6 digits. */
  | { readonly kind: 'operator'; readonly operator: string }

/**
 * The first free one of the lines that fit a wish.
 * @throws CellvoiceError NOT_SUPPORTED when there are none; MODEM_NOT_READY when none of them is ready; DIAL_REFUSED, with
 *   the cause NOCHANNELS, when all are taken.
 */
export function freeLine(fitting: readonly Line[], wish: LineWish, kind: 'ordinary' | 'emergency'): CellularLine {
  if (fitting.length === 0) throw new CellvoiceError('NOT_SUPPORTED', { detail: `no line ${describeWish(wish)}` })
  const able = fitting.filter(line => line instanceof CellularLine).filter(line => line.canPlace(kind))
  if (able.length === 0) throw noneReady(fitting)
  const free = able.filter(line => line.isFree)
  const chosen = free.find(({ health }) => health.kind === 'ready') ?? free[0]
  if (chosen) return chosen
  throw noLineFree(able.map(({ name }) => name))
}

/** Whether a number is that of a line; nothing is, where the line knows none. */
export function isOwnNumber(own: string | null, number: string): boolean {
  return own !== null && isSameNumber(own, number)
}

/**
 * The lines that fit a wish, free or not. Who serves a line is asked of its module, where it is ready.
 * @throws CellvoiceError INVALID_ARGUMENT for what is no wish.
 */
export async function linesThatFit(lines: readonly Line[], wish: LineWish, clock: Clock): Promise<readonly Line[]> {
  assertWish(wish)
  switch (wish.kind) {
    case 'any':
      return lines
    case 'name':
      return lines.filter(({ name }) => name === wish.name)
    case 'number':
      return lines.filter(({ number }) => isOwnNumber(number, wish.number))
    case 'operator':
      return linesOfOperator(lines, wish.operator, clock)
  }
}

/** Untyped callers get the same clear error as typed ones. */
function assertWish(wish: unknown): void {
  const { kind } = isObject(wish) ? wish : {}
  if (kind === 'any') return
  const isNamed = kind === 'name' || kind === 'number' || kind === 'operator'
  if (isObject(wish) && isNamed && typeof wish[kind] === 'string') return
  throw new CellvoiceError('INVALID_ARGUMENT', {
    detail: `line is ${described(wish)}${isObject(wish) ? ` of the kind ${described(kind)}` : ''}, which names no line`,
    remedy:
      "Give { kind: 'name', name: 'office' }, { kind: 'number', number: '+441632960961' }, { kind: 'operator', operator: '23415' }, or { kind: 'any' }. Nothing was sent.",
  })
}

/** Where no line can be asked, all of them: who serves them is not known, and why they are down is what the caller needs. */
async function linesOfOperator(lines: readonly Line[], operator: string, clock: Clock): Promise<readonly Line[]> {
  const ready = lines.filter(({ state }) => state.kind === 'ready')
  return ready.length > 0 ? linesServedBy(ready, operator, clock) : lines
}

function noneReady(lines: readonly Line[]): CellvoiceError {
  return notReady(
    lines.map(({ name, health, state }) => ({
      name,
      health,
      ...(state.kind === 'failed' && { detail: state.reason.code }),
    })),
  )
}

function describeWish(wish: LineWish): string {
  switch (wish.kind) {
    case 'any':
      return 'was opened'
    case 'name':
      return `is named ${wish.name}`
    case 'number':
      return `has the number ${wish.number}`
    case 'operator':
      return `is served by ${wish.operator}`
  }
}
