import type { Clock } from '../../base/clock.ts'
import type { Logger } from '../../base/logger.ts'
import { decide, ruleAgainstMinute } from './decide.ts'
import type { DialPolicy } from './dial-policy.ts'
import { dialRefused } from './dial-refused.ts'
import { type MeteredCall, meterCall } from './meter-call.ts'
import { type ReadPolicy, readPolicy } from './read-policy.ts'
import { refusalRules } from './refusal-rules.ts'
import { emptyUsage, noUsage, type UsageState, usageOf, withCall, withMinute } from './usage.ts'
import { UsageFile } from './usage-file.ts'

/** What a {@link DialGuard} is made of. */
export interface DialGuardOptions {
  readonly policy: DialPolicy
  readonly clock: Clock
  /** Milliseconds since 1970. */
  readonly date: () => number
  readonly logger: Logger
}

/** Leave to dial once. */
export interface DialLeave {
  /** Resolves when it is on the disk that the call was counted; null where nothing is kept. */
  readonly isSafe: Promise<void> | null
  /** The call was answered: from now on its minutes count, and it is hung up when its time is over. */
  meter(call: MeteredCall): void
}

/** Lets an exchange dial what its policy allows, and counts it. */
export class DialGuard {
  private readonly options: DialGuardOptions
  private readonly policy: ReadPolicy
  private file: UsageFile | null = null
  private state: UsageState = emptyUsage

  /** @throws CellvoiceError INVALID_ARGUMENT for a policy that cannot be. */
  constructor(options: DialGuardOptions) {
    this.options = options
    this.policy = readPolicy(options.policy)
  }

  /** Reads what was dialled before. @throws CellvoiceError FILE_FAILED. */
  async open(): Promise<void> {
    const { policy, logger } = this.options
    if (policy.usagePath === undefined) return
    this.file = await UsageFile.open(policy.usagePath, logger)
    this.state = this.file.found
  }

  /** @throws CellvoiceError DIAL_REFUSED with the cause BARRED for a number that may not be dialled on any line. */
  kindOf(number: string): 'ordinary' | 'emergency' {
    return this.assert(number, noUsage).isEmergency ? 'emergency' : 'ordinary'
  }

  /**
   * The lines on which the number may be dialled now.
   * @throws CellvoiceError DIAL_REFUSED with the cause BARRED where there are lines, but none with calls or minutes left.
   */
  linesWithinCaps<Kind extends { readonly name: string }>(lines: readonly Kind[], number: string): readonly Kind[] {
    const within = lines.filter(({ name }) => this.verdict(number, this.usage(name)).kind === 'allowed')
    const [first] = lines
    if (first && within.length === 0) this.assert(number, this.usage(first.name))
    return within
  }

  /** Counts an attempt. @throws CellvoiceError DIAL_REFUSED with the cause BARRED. */
  take(number: string, line: string): DialLeave {
    const { maxMs, isEmergency } = this.assert(number, this.usage(line))
    const isSafe = this.keep(withCall(this.state, line, this.options.date()))
    return { isSafe, meter: call => this.meter(call, line, maxMs, isEmergency) }
  }

  /** A call that this program did not dial counts as one that it did from now on. */
  adopt(call: MeteredCall, line: string): void {
    this.meter(call, line, this.policy.maxCallMs, false)
  }

  /** Resolves when all is on the disk. */
  async close(): Promise<void> {
    await this.file?.settled()
  }

  private meter(call: MeteredCall, line: string, maxMs: number, isEmergency: boolean): void {
    const { clock, logger } = this.options
    const countMinute = (): string | null => {
      const rule = isEmergency ? null : ruleAgainstMinute(this.policy, this.usage(line))
      if (rule) return refusalRules[rule].what
      void this.keep(withMinute(this.state, line, this.options.date()))
      return null
    }
    void meterCall(call, {
      clock,
      maxMs,
      countMinute,
      tell: why => logger.warn(`a call on ${line} is hung up: ${why}`),
    })
  }

  private keep(state: UsageState): Promise<void> | null {
    this.state = state
    return this.file ? this.file.write(state) : null
  }

  private usage(line: string) {
    return usageOf(this.state, line, this.options.date())
  }

  private verdict(number: string, usage: ReturnType<typeof usageOf>) {
    return decide(this.policy, usage, number, this.options.date())
  }

  private assert(number: string, usage: ReturnType<typeof usageOf>) {
    const verdict = this.verdict(number, usage)
    if (verdict.kind === 'refused') throw dialRefused(number, verdict.rule)
    return verdict
  }
}
