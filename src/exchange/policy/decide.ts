import { isEmergencyNumber, isEmergencyNumberSomewhere } from '../../calls/emergency-numbers.ts'
import { countryCodeOf } from './country-code.ts'
import { type NumberReading, readNumber } from './read-number.ts'
import type { ReadPolicy } from './read-policy.ts'
import { type RefusalRule, remedyOf } from './refusal-rules.ts'
import type { Usage } from './usage.ts'

/** What a policy says to a call. */
export type DialVerdict =
  /**
   * It may be up for so long, ms, `Infinity` where nothing limits it; the minutes of the day are counted as they begin. An
   * emergency call is never cut short.
   */
  | { readonly kind: 'allowed'; readonly maxMs: number; readonly isEmergency: boolean }
  | { readonly kind: 'refused'; readonly rule: RefusalRule; readonly remedy: string }

/** What kind of call a number makes, or why no line may dial it. */
export type NumberVerdict =
  | { readonly kind: 'ordinary' | 'emergency' }
  | { readonly kind: 'refused'; readonly rule: RefusalRule }

const MINUTE_MS = 60_000
/** E.164 numbers have 15 digits at most; the shortest that can be called from abroad have 6. */
const [MIN_DIGITS, MAX_DIGITS] = [6, 15]

/**
 * Whether a number may be dialled now. Pure.
 * @param usage Of the line that would be used.
 * @param number What {@link dialString} takes.
 * @param nowMs Milliseconds, by the clock of `usage.recentMs`.
 */
export function decide(policy: ReadPolicy, usage: Usage, number: string, nowMs: number): DialVerdict {
  const verdict = judge(policy, number)
  if (verdict.kind === 'refused') return refused(verdict.rule, policy)
  if (verdict.kind === 'emergency') return { kind: 'allowed', maxMs: Number.POSITIVE_INFINITY, isEmergency: true }
  const rule = ruleAgainstUsage(policy, usage, nowMs)
  return rule ? refused(rule, policy) : { kind: 'allowed', maxMs: policy.maxCallMs, isEmergency: false }
}

/** What a policy says to a number whatever was dialled before. Pure. */
export function judge(policy: ReadPolicy, number: string): NumberVerdict {
  const { country } = policy.ranges
  const reading = readNumber(number, country)
  if (isEmergency(reading, country?.country)) {
    return policy.allowsEmergency ? { kind: 'emergency' } : { kind: 'refused', rule: 'emergency' }
  }
  const rule = ruleAgainstNumber(policy, reading)
  return rule ? { kind: 'refused', rule } : { kind: 'ordinary' }
}

/** The cap that the next minute of a call would break, or null. */
export function ruleAgainstMinute({ lineDay, day }: ReadPolicy, { line, all }: Usage): RefusalRule | null {
  if (line.minutes + 1 > lineDay.minutes) return 'line-minutes-a-day'
  return all.minutes + 1 > day.minutes ? 'minutes-a-day' : null
}

function ruleAgainstNumber({ ranges }: ReadPolicy, reading: NumberReading): RefusalRule | null {
  // 3GPP TS 22.030 6.5.3.2: what has one or two digits is for services, too.
  if (!/^\d{3,}$/.test(reading.dialled)) return 'service-code'
  const { international } = reading
  if (international?.startsWith('0')) return 'country-code'
  if (international !== null && (international.length < MIN_DIGITS || international.length > MAX_DIGITS))
    return 'length'
  const verdict = ranges.verdictOn(reading)
  if (verdict === null) return ranges.isClosed ? 'not-allowed' : null
  return verdict === 'allowed' ? null : verdict
}

/** The cap that one more call would break, or null. */
export function ruleAgainstUsage(policy: ReadPolicy, usage: Usage, nowMs: number): RefusalRule | null {
  const { callsPerMinute, lineDay, day } = policy
  const recent = usage.recentMs.filter(at => Math.abs(nowMs - at) < MINUTE_MS)
  if (recent.length + 1 > callsPerMinute) return 'calls-a-minute'
  if (usage.line.calls + 1 > lineDay.calls) return 'line-calls-a-day'
  if (usage.all.calls + 1 > day.calls) return 'calls-a-day'
  return ruleAgainstMinute(policy, usage)
}

/** Also with a country code before it, which a network may well read as what it looks like. */
function isEmergency({ called, international, possible }: NumberReading, own: string | undefined): boolean {
  const isOne = (digits: string) =>
    own === undefined ? isEmergencyNumberSomewhere(digits) : isEmergencyNumber(digits, own)
  if (called.some(isOne)) return true
  // Where the country is not known, many a local number could be one of abroad.
  if (own === undefined && international === null) return false
  return possible.some(digits => {
    const code = own !== undefined && digits.startsWith(own) ? own : countryCodeOf(digits)
    return isEmergencyNumber(digits.slice(code.length), code)
  })
}

function refused(rule: RefusalRule, { ranges }: ReadPolicy): DialVerdict {
  return { kind: 'refused', rule, remedy: remedyOf(rule, ranges) }
}
