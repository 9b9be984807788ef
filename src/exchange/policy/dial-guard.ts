import type { Clock } from '../../base/clock.ts'
import type { Logger } from '../../base/logger.ts'
import type { HungUp } from '../hang-up-until-over.ts'
import { judge, ruleAgainstMinute, ruleAgainstUsage } from './decide.ts'
import type { DialPolicy } from './dial-policy.ts'
import { dialRefused } from './dial-refused.ts'
import { meterCall } from './meter-call.ts'
import { type ReadPolicy, readPolicy } from './read-policy.ts'
import { type RefusalRule, refusalRules } from './refusal-rules.ts'
import { emptyUsage, type Usage, type UsageState, usageAt, withCall, withMinute } from './usage.ts'
import { UsageFile } from './usage-file.ts'

const MINUTE_MS = 60_000

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
  meter(call: HungUp): void
}

/** A number that a policy has judged. */
export interface JudgedNumber {
  readonly number: string
  readonly kind: 'ordinary' | 'emergency'
}

/** Lets an exchange dial what its policy allows, and counts it. */
export class DialGuard {
  private readonly options: DialGuardOptions
  private readonly policy: ReadPolicy
  private file: UsageFile | null = null
  private state: UsageState = emptyUsage
  /** When calls were dialled lately, by a clock that nobody sets: the one on the wall may be put back. */
  private recentMs: readonly number[] = []

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
    const [nowMs, dateMs] = [this.options.clock.now(), this.options.date()]
    const isRecent = (at: number) => Math.abs(dateMs - at) < MINUTE_MS
    this.recentMs = this.state.recentMs.filter(isRecent).map(at => nowMs - Math.max(0, dateMs - at))
  }

  /** @throws CellvoiceError DIAL_REFUSED with the cause BARRED for a number that may not be dialled on any line. */
  kindOf(number: string): 'ordinary' | 'emergency' {
    const verdict = judge(this.policy, number)
    if (verdict.kind === 'refused') throw dialRefused(number, verdict.rule, this.policy)
    return verdict.kind
  }

  /**
   * The lines on which the number may be dialled now.
   * @throws CellvoiceError DIAL_REFUSED with the cause BARRED where there are lines, but none with calls or minutes left.
   */
  linesWithinCaps<Kind extends { readonly name: string }>(
    lines: readonly Kind[],
    { number, kind }: JudgedNumber,
  ): readonly Kind[] {
    if (kind === 'emergency') return lines
    const usageOf = this.usage()
    const within = lines.filter(({ name }) => this.ruleAgainst(usageOf(name)) === null)
    const [first] = lines
    const rule = first && within.length === 0 ? this.ruleAgainst(usageOf(first.name)) : null
    if (rule) throw dialRefused(number, rule, this.policy)
    return within
  }

  /** Counts an attempt. @throws CellvoiceError DIAL_REFUSED with the cause BARRED. */
  take({ number, kind }: JudgedNumber, line: string): DialLeave {
    const isEmergency = kind === 'emergency'
    const rule = isEmergency ? null : this.ruleAgainst(this.usage()(line))
    if (rule) throw dialRefused(number, rule, this.policy)
    const { maxCallMs, callsPerMinute } = this.policy
    const maxMs = isEmergency ? Number.POSITIVE_INFINITY : maxCallMs
    // Without a rate nobody asks, and the list of a busy minute is long.
    if (callsPerMinute !== Number.POSITIVE_INFINITY) this.noteRecent()
    const isSafe = this.keep(withCall(this.state, line, this.options.date()))
    return { isSafe, meter: call => this.meter(call, line, maxMs, isEmergency) }
  }

  /** A call that this program did not dial counts as one that it did from now on. */
  adopt(call: HungUp, line: string): void {
    this.meter(call, line, this.policy.maxCallMs, false)
  }

  /** Resolves when all is on the disk, and its file is free for another program. */
  async close(): Promise<void> {
    await this.file?.close()
  }

  private meter(call: HungUp, line: string, maxMs: number, isEmergency: boolean): void {
    const { clock, logger } = this.options
    const countMinute = (): string | null => {
      const rule = isEmergency ? null : ruleAgainstMinute(this.policy, this.usage()(line))
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

  private noteRecent(): void {
    const nowMs = this.options.clock.now()
    this.recentMs = [...this.recentMs.filter(at => nowMs - at < MINUTE_MS), nowMs]
  }

  private keep(state: UsageState): Promise<void> | null {
    const { clock, date } = this.options
    // In terms of the wall as it is now, for the next program.
    const sinceMs = date() - clock.now()
    this.state = { ...state, recentMs: this.recentMs.map(at => Math.round(sinceMs + at)) }
    return this.file ? this.file.write(state) : null
  }

  private usage(): (line: string) => Usage {
    const usageOf = usageAt(this.state, this.options.date())
    return line => ({ ...usageOf(line), recentMs: this.recentMs })
  }

  private ruleAgainst(usage: Usage): RefusalRule | null {
    return ruleAgainstUsage(this.policy, usage, this.options.clock.now())
  }
}
