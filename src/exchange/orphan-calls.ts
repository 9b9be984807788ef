import type { Clock } from '../base/clock.ts'
import type { Logger } from '../base/logger.ts'
import { settlesWithin } from '../base/settles-within.ts'
import { isSameNumber } from '../calls/match-call.ts'
import { hangUpUntilOver } from './hang-up-until-over.ts'
import type { Leg } from './leg.ts'

/**
 * What becomes of a call that is up on a module although nobody of this exchange dialled or answered it, as after a crash:
 * `end` hangs it up; `adopt` makes it a call of the exchange, which its policy limits and which is hung up when the exchange is
 * closed; `leave` does nothing to it, also when the exchange is closed. A call that was of this exchange until its line was lost,
 * or whose dial failed without an answer, is hung up by `leave`, too: for whoever had it, it is over. It is known by its number,
 * so that of a caller who withheld it is left.
 */
export type OrphanPolicy = 'end' | 'adopt' | 'leave'

/** Calls of lost lines that are remembered; more than one module can have. */
const MAX_LOST = 256
/** And for so long: later on, a call to the same number is somebody else's. */
const LOST_MS = 3_600_000

/** A module that did not hang up is asked again after this time, until the call is over. */
const AGAIN_MS = 2_000
/** How long the start of an exchange waits for orphans to end: until then their lines are in use. */
const START_LIMIT_MS = 5_000

/** The calls that were found, by what becomes of them. */
export class OrphanCalls {
  private readonly policy: OrphanPolicy
  private readonly clock: Clock
  private readonly logger: Logger
  private readonly left = new WeakSet<Leg>()
  private lost: { readonly line: string; readonly farEnd: string; readonly atMs: number }[] = []
  /** By line, because a module hangs up one call after the other. */
  private readonly ending = new Map<string, Promise<void>>()

  constructor(policy: OrphanPolicy, clock: Clock, logger: Logger) {
    this.policy = policy
    this.clock = clock
    this.logger = logger
  }

  /** A call is over for us that may go on at the module: its line was lost, or what was said of it. @param farEnd Its number. */
  expect(line: string, farEnd: string): void {
    this.lost = [...this.lost, { line, farEnd, atMs: this.clock.now() }].slice(-MAX_LOST)
  }

  /** A call was found. @param farEnd Its number. */
  take(leg: Leg, line: string, farEnd: string): void {
    const recent = this.lost.filter(({ atMs }) => this.clock.now() - atMs < LOST_MS)
    const ours = recent.find(one => one.line === line && isSameNumber(one.farEnd, farEnd))
    this.lost = recent.filter(one => one !== ours)
    const policy = ours && this.policy === 'leave' ? 'end' : this.policy
    this.logger.warn(`${leg.id}: a call was up on ${line} that ${ours ? 'was lost' : 'nobody here began'}: ${policy}`)
    if (policy === 'leave') this.left.add(leg)
    if (policy !== 'end') return
    const { clock } = this
    const tell = (text: string) => this.logger.warn(`${leg.id}: ${text}`)
    const before = this.ending.get(line) ?? Promise.resolve()
    const done = before
      .then(() => hangUpUntilOver({ over: leg.ended, hangUp: () => leg.hangUp() }, { clock, againMs: AGAIN_MS, tell }))
      .finally(() => {
        if (this.ending.get(line) === done) this.ending.delete(line)
      })
    this.ending.set(line, done)
  }

  /** Whether nobody is to touch it. */
  isLeft(leg: Leg): boolean {
    return this.left.has(leg)
  }

  /** Resolves when those that are to end have ended, or after 5 s; then they are ended in the background. */
  async settled(): Promise<void> {
    if (this.ending.size > 0) await settlesWithin(this.clock, START_LIMIT_MS, Promise.all(this.ending.values()))
  }
}
