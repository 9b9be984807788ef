import { CellvoiceError } from '../../base/error.ts'
import type { Logger } from '../../base/logger.ts'
import type { Leg } from '../leg.ts'
import type { Line } from '../lines/line.ts'
import { isOwnNumber } from '../lines/line-wish.ts'
import { handOver } from './hand-over.ts'
import type { IncomingRoute, LegHandler } from './incoming-route.ts'

const MAX_ROUTES = 256

interface Entry extends IncomingRoute {
  readonly handler: LegHandler
}

/** Who gets the incoming calls of which line. A call is given once; one without a route rings on and waits for one. */
export class IncomingRoutes {
  private readonly logger: Logger
  private readonly entries = new Set<Entry>()
  private readonly waiting = new Map<Leg, Line>()

  constructor(logger: Logger) {
    this.logger = logger
  }

  /** @returns how to take it away. @throws CellvoiceError INVALID_ARGUMENT beyond 256 routes. */
  add(route: IncomingRoute, handler: LegHandler): () => void {
    if (this.entries.size >= MAX_ROUTES) {
      throw new CellvoiceError('INVALID_ARGUMENT', { detail: `there are ${MAX_ROUTES} routes already` })
    }
    const entry = { ...route, handler }
    this.entries.add(entry)
    for (const [leg, line] of [...this.waiting]) this.route(leg, line)
    return () => this.entries.delete(entry)
  }

  /** A call came in. */
  offer(leg: Leg, line: Line): void {
    this.waiting.set(leg, line)
    const stop = leg.onState(state => {
      if (state === 'incoming') return
      this.waiting.delete(leg)
      stop()
    })
    this.route(leg, line)
  }

  /** Whether the leg still rings without anybody having got it. */
  isUnrouted(leg: Leg): boolean {
    return this.waiting.has(leg)
  }

  clear(): void {
    this.entries.clear()
    this.waiting.clear()
  }

  private route(leg: Leg, line: Line): void {
    const entry = bestOf([...this.entries], line)
    if (!entry) return
    this.waiting.delete(leg)
    this.logger.info(`${leg.id}: from ${leg.from || 'a withheld number'} on ${line.name}, given to its handler`)
    // A call whose handler failed rings on: another of the same caller may be answered by hand.
    handOver(leg, entry.handler, this.logger, () => {})
  }
}

/** The route that says most of the line, and the latest of those that say as much. */
function bestOf(entries: readonly Entry[], line: Line): Entry | undefined {
  const fitting = entries.filter(
    ({ line: name, number }) =>
      (name === undefined || name === line.name) && (number === undefined || isOwnNumber(line.number, number)),
  )
  return fitting.reduce<Entry | undefined>(
    (best, entry) => (best && precision(best) > precision(entry) ? best : entry),
    undefined,
  )
}

function precision({ line, number }: IncomingRoute): number {
  return (line === undefined ? 0 : 1) + (number === undefined ? 0 : 1)
}
