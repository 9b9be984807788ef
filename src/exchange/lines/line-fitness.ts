import type { Clock } from '../../base/clock.ts'
import type { CellvoiceError } from '../../base/error.ts'
import type { Logger } from '../../base/logger.ts'
import type { LinkState } from '../../modem/link-state.ts'
import type { Message, ServiceState } from '../../modem/service-watch.ts'
import { conditionOfFailure, type LineCondition } from './line-conditions.ts'
import { HealthOfLine } from './line-health.ts'
import { RestartCount } from './restart-count.ts'

/** What the line itself knows. */
export interface LineFacts {
  readonly isClosed: boolean
  /** Why it is not open. */
  readonly failure: CellvoiceError | null
  /** Whether it is opened again by itself; a modem that was handed in and closed stays closed. */
  readonly isKept: boolean
}

/** Judges whether a call could be placed on a line, by its port, the life of its module and its service. */
export class LineFitness {
  readonly health: HealthOfLine
  private readonly restarts: RestartCount
  private wasReady = false
  /** Whether the next start-up line is of the restart that was counted when the line was lost. */
  private awaitsBoot = false

  constructor(name: string, clock: Clock, logger: Logger) {
    this.health = new HealthOfLine(name, clock, logger)
    this.restarts = new RestartCount(clock)
  }

  /** A start-up line counts although the module was not ready yet: it may never come so far. */
  noteMessage(message: Message): void {
    if (message.kind !== 'boot') return
    if (!this.awaitsBoot) this.restarts.note()
    this.awaitsBoot = false
  }

  noteLink(state: LinkState): void {
    const isCut = state.kind === 'lost' && state.reason.code !== 'PORT_SILENT'
    if (this.wasReady && (state.kind === 'restarting' || isCut)) {
      this.restarts.note()
      this.awaitsBoot = true
    }
    this.wasReady = state.kind === 'ready'
    if (this.wasReady) this.awaitsBoot = false
  }

  judge(line: LineFacts, link: LinkState, service: ServiceState): void {
    this.health.set(this.conditionOf(line, link, service))
  }

  private conditionOf(line: LineFacts, link: LinkState, service: ServiceState): LineCondition | null {
    if (line.isClosed || (link.kind === 'closed' && !line.isKept)) return 'closed'
    const failure = line.failure ?? (link.kind === 'lost' ? link.reason : null)
    if (failure) return this.orBrownOut(conditionOfFailure(failure))
    if (link.kind !== 'ready' || service.kind === 'unknown') return this.orBrownOut('restarting')
    return service.kind === 'missing' ? service.what : null
  }

  /** A module that falls over and comes back is there now and then; what is wrong with it is neither cable nor patience. */
  private orBrownOut(condition: LineCondition): LineCondition {
    const isTransient = condition === 'restarting' || condition === 'no-port'
    return isTransient && this.restarts.isMany ? 'brown-out' : condition
  }
}
