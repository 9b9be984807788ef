import type { Logger } from '../../base/logger.ts'
import type { LegEnd, LegState } from '../leg.ts'
import { Listeners } from '../listeners.ts'

/** Where a leg is in its life, and who hears of it: the one place where a leg changes its state. */
export class LegLife {
  /** Resolves with the end once its cause is known. */
  readonly ended: Promise<LegEnd>
  private readonly id: string
  private readonly logger: Logger
  private readonly listeners: Listeners<[LegState]>
  private current: LegState
  private settleEnd: (end: LegEnd) => void = () => {}

  constructor(id: string, state: LegState, logger: Logger) {
    this.id = id
    this.current = state
    this.logger = logger
    this.listeners = new Listeners(`the states of ${id}`, logger)
    this.ended = new Promise(resolve => {
      this.settleEnd = resolve
    })
  }

  get state(): LegState {
    return this.current
  }

  onState(listener: (state: LegState) => void): () => void {
    if (this.current === 'ended') return () => {}
    return this.listeners.add(listener)
  }

  /** A leg that has ended stays so. */
  move(state: LegState, why: string): void {
    if (state === this.current || this.current === 'ended') return
    this.logger.info(`${this.id}: ${this.current} -> ${state} (${why})`)
    this.current = state
    this.listeners.tell(state)
    if (state === 'ended') this.listeners.clear()
  }

  /** The leg is over, and why is known. */
  finish(end: LegEnd): void {
    this.move('ended', `${end.cause.name}, by ${end.endedBy}`)
    this.settleEnd(end)
  }
}
