import type { Clock } from '../../base/clock.ts'
import { CellvoiceError } from '../../base/error.ts'
import type { Logger } from '../../base/logger.ts'
import { Listeners } from '../listeners.ts'
import { type LineCondition, lineConditions } from './line-conditions.ts'

/** Whether a call could be placed on a line now, and if not, what is missing, since when, and what helps. */
export type LineHealth =
  | { readonly kind: 'ready'; readonly sinceMs: number }
  | {
      readonly kind: 'not-ready'
      readonly condition: LineCondition
      /** On the clock of the exchange. */
      readonly sinceMs: number
      readonly remedy: string
    }

/** The health of one line, and who hears of it. */
export class HealthOfLine {
  private readonly name: string
  private readonly clock: Clock
  private readonly logger: Logger
  private readonly listeners: Listeners<[LineHealth]>
  private current: LineHealth

  constructor(name: string, clock: Clock, logger: Logger) {
    this.name = name
    this.clock = clock
    this.logger = logger
    this.listeners = new Listeners(`the health of ${name}`, logger)
    this.current = healthFor('restarting', clock.now())
  }

  get now(): LineHealth {
    return this.current
  }

  onChange(listener: (health: LineHealth) => void): () => void {
    return this.listeners.add(listener)
  }

  /** Null: nothing is missing. Tells only of changes. */
  set(condition: LineCondition | null): void {
    const before = this.current.kind === 'ready' ? null : this.current.condition
    if (condition === before) return
    this.current = healthFor(condition, this.clock.now())
    this.logger.info(`${this.name}: ${condition === null ? 'ready' : lineConditions[condition].what}`)
    this.listeners.tell(this.current)
  }
}

/** The error for a dial on lines of which none is ready. */
export function notReady(
  lines: readonly { readonly name: string; readonly health: LineHealth; readonly detail?: string }[],
): CellvoiceError {
  const missing = lines.flatMap(({ name, health, detail }) =>
    health.kind === 'ready' ? [] : [{ name, condition: health.condition, detail, remedy: health.remedy }],
  )
  const told = missing.map(({ name, condition, detail }) => {
    const { what } = lineConditions[condition]
    return `${name}: ${what} (${detail === undefined ? condition : `${condition}, ${detail}`})`
  })
  const [first, ...others] = missing
  return new CellvoiceError('MODEM_NOT_READY', {
    detail: told.join('; '),
    context: {
      conditions: Object.fromEntries(missing.map(({ name, condition }) => [name, condition])),
      ...(first && others.length === 0 && { condition: first.condition }),
    },
    ...(first && others.length === 0 && { remedy: first.remedy }),
  })
}

/** Whether a SIM that can be used is what is missing. */
export function lacksSim(health: LineHealth): boolean {
  return health.kind === 'not-ready' && health.condition.startsWith('sim-')
}

function healthFor(condition: LineCondition | null, sinceMs: number): LineHealth {
  if (condition === null) return { kind: 'ready', sinceMs }
  return { kind: 'not-ready', condition, sinceMs, remedy: lineConditions[condition].remedy }
}
