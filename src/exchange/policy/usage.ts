/** What was dialled in a day. */
export interface DayUsage {
  /** Attempts. */
  readonly calls: number
  /** Minutes that began. */
  readonly minutes: number
}

/** What was dialled lately, by line. */
export interface UsageState {
  /** The day that is counted: `2026-08-01`. */
  readonly day: string
  readonly lines: Readonly<Record<string, DayUsage>>
  /** When calls were dialled within the last 60 s, ms since 1970. */
  readonly recentMs: readonly number[]
}

/** What a policy needs to know of the past: of the line that is to be used, of all lines, and when calls were dialled. */
export interface Usage {
  readonly line: DayUsage
  readonly all: DayUsage
  readonly recentMs: readonly number[]
}

const MINUTE_MS = 60_000
const nothing: DayUsage = { calls: 0, minutes: 0 }

export const noUsage: Usage = { line: nothing, all: nothing, recentMs: [] }
export const emptyUsage: UsageState = { day: '', lines: {}, recentMs: [] }

/** What counts at that time, for any line. */
export function usageAt(state: UsageState, nowMs: number): (line: string) => Usage {
  const { lines, recentMs } = upTo(state, nowMs)
  const all = Object.values(lines).reduce(sum, nothing)
  return line => ({ line: own(lines, line), all, recentMs })
}

/** A number is dialled on a line. */
export function withCall(state: UsageState, line: string, nowMs: number): UsageState {
  const now = upTo(state, nowMs)
  return { ...now, lines: counted(now.lines, line, { calls: 1, minutes: 0 }), recentMs: [...now.recentMs, nowMs] }
}

/** A minute of a call begins on a line. */
export function withMinute(state: UsageState, line: string, nowMs: number): UsageState {
  const now = upTo(state, nowMs)
  return { ...now, lines: counted(now.lines, line, { calls: 0, minutes: 1 }) }
}

/**
 * The state without what is past. A day never goes back: a machine without a battery begins in 1970 until it hears the time,
 * and its caps must hold all the same.
 */
function upTo(state: UsageState, nowMs: number): UsageState {
  const today = dayOf(nowMs)
  const recentMs = state.recentMs.filter(at => Math.abs(nowMs - at) < MINUTE_MS)
  return today > state.day ? { day: today, lines: {}, recentMs } : { ...state, recentMs }
}

function counted(lines: UsageState['lines'], line: string, more: DayUsage): UsageState['lines'] {
  return Object.fromEntries([...Object.entries(lines), [line, sum(own(lines, line), more)]])
}

/** A line may have the name of what every object has. */
function own(lines: UsageState['lines'], line: string): DayUsage {
  return (Object.hasOwn(lines, line) && lines[line]) || nothing
}

function sum(one: DayUsage, other: DayUsage): DayUsage {
  return { calls: one.calls + other.calls, minutes: one.minutes + other.minutes }
}

/** The date on the wall, which is what people mean by a day. */
function dayOf(ms: number): string {
  const date = new Date(ms)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
