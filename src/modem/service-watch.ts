import type { CancelTimer, Clock } from '../base/clock.ts'
import type { Logger } from '../base/logger.ts'
import type { Message } from '../commands/dictionary.ts'
import { type MissingService, missingService } from './missing-service.ts'
import type { ModemExecute } from './modem-execute.ts'
import { askServiceFacts } from './service-facts.ts'

export type { Message }

/** How often is asked while all is there: a line that tells of a change may be lost, or come out of another port. */
const WATCH_MS = 60_000
/** How often while something is missing, so that its return is seen soon. */
const MISSING_MS = 10_000
/** The lines of one change come together. */
const BURST_MS = 100

/** What is known: not yet, that nothing is missing, or what is. */
export type ServiceState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'full' }
  | { readonly kind: 'missing'; readonly what: MissingService }

/** Watches whether a module that answers could place a call: asks when it is ready, when a line tells of a change, and regularly. */
export class ServiceWatch {
  private readonly execute: ModemExecute
  private readonly clock: Clock
  private readonly logger: Logger
  private readonly onChange: () => void
  private known: ServiceState = { kind: 'unknown' }
  private cancel: CancelTimer | undefined
  /** From one start to the next stop: what is asked in one says nothing of another. */
  private run: { isAsking: boolean; askAgain: boolean } | undefined

  constructor(options: {
    readonly execute: ModemExecute
    readonly clock: Clock
    readonly logger: Logger
    readonly onChange: () => void
  }) {
    this.execute = options.execute
    this.clock = options.clock
    this.logger = options.logger
    this.onChange = options.onChange
  }

  get state(): ServiceState {
    return this.known
  }

  /** The module is ready, for the first time or again. Resolves when it was asked. Never rejects. */
  start(): Promise<void> {
    this.stop()
    this.run = { isAsking: false, askAgain: false }
    return this.ask()
  }

  /** The module is not ready any more: nothing is known, and nothing is asked. */
  stop(): void {
    this.cancel?.()
    this.run = undefined
    this.known = { kind: 'unknown' }
  }

  /** An unsolicited line came. */
  note({ kind }: Message): void {
    if (!this.run) return
    if (kind !== 'registration' && kind !== 'sim-state' && kind !== 'sim-insertion' && kind !== 'functionality') return
    if (this.run.isAsking) this.run.askAgain = true
    else this.plan(BURST_MS)
  }

  private plan(delayMs: number): void {
    this.cancel?.()
    this.cancel = this.clock.setTimer(delayMs, () => void this.ask())
  }

  private async ask(): Promise<void> {
    const { run } = this
    if (!run) return
    run.isAsking = true
    run.askAgain = false
    let known = this.known
    try {
      const what = missingService(await askServiceFacts(this.execute))
      known = what ? { kind: 'missing', what } : { kind: 'full' }
    } catch (error) {
      this.logger.info(`what a call needs is not known: ${error}`)
    }
    if (this.run !== run) return
    run.isAsking = false
    this.plan(run.askAgain ? BURST_MS : known.kind === 'full' ? WATCH_MS : MISSING_MS)
    this.known = known
    this.onChange()
  }
}
