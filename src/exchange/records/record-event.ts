import type { EndedBy } from '../../calls/call-record.ts'
import type { ClearingCause, ClearingCauseName } from '../../calls/clearing-cause.ts'

/** Why a recorded call ended; INTERRUPTED where the program that kept the record ended before. */
export interface RecordedCause {
  readonly name: ClearingCauseName | 'INTERRUPTED'
  /** 24.008 Annex H and Q.850, 1-127, or null. */
  readonly value: number | null
  readonly text: string | null
  readonly source: ClearingCause['source']
}

/** What every line of a file of call records has. */
interface Happened {
  /** Of the call; never used twice, also not after a restart. */
  readonly id: string
  /** By the clock on the wall: `2026-08-01T12:00:00.000Z`. */
  readonly at: string
}

/** One line of a file of call records. */
export type RecordEvent =
  | (Happened & {
      readonly event: 'start'
      readonly line: string
      readonly direction: 'incoming' | 'outgoing'
      /** '' where it is not known or withheld. */
      readonly from: string
      readonly to: string
      /** Whether the call was up already and nobody of this exchange had begun it. */
      readonly found: boolean
    })
  | (Happened & { readonly event: 'answer' })
  | (Happened & { readonly event: 'recording'; readonly path: string })
  | (Happened & {
      readonly event: 'end'
      readonly endedBy: EndedBy
      readonly cause: RecordedCause
      /** From the answer to the end, by a clock that nobody sets; null where it was not answered, or is not known. */
      readonly talkMs: number | null
      /** As they are known at the end; null where they are not known better than at the start. */
      readonly from: string | null
      readonly to: string | null
    })

/** The event that a line holds, or null where it holds none: what is not ours is passed over, never guessed at. */
export function parseRecordEvent(line: string): RecordEvent | null {
  const value = parsed(line)
  if (!isObject(value) || !isText(value.id) || !isText(value.at)) return null
  const check = checks[value.event as RecordEvent['event']]
  return Object.hasOwn(checks, String(value.event)) && check(value) ? (value as unknown as RecordEvent) : null
}

type Fields = Readonly<Record<string, unknown>>

const checks: Readonly<Record<RecordEvent['event'], (fields: Fields) => boolean>> = {
  start: ({ line, direction, from, to, found }) =>
    isText(line) &&
    (direction === 'incoming' || direction === 'outgoing') &&
    isText(from) &&
    isText(to) &&
    typeof found === 'boolean',
  answer: () => true,
  recording: ({ path }) => isText(path),
  end: ({ endedBy, cause, talkMs, from, to }) =>
    isText(endedBy) &&
    isObject(cause) &&
    isText(cause.name) &&
    isOrNull(talkMs, 'number') &&
    isOrNull(from, 'string') &&
    isOrNull(to, 'string'),
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isOrNull(value: unknown, type: 'number' | 'string'): boolean {
  return value === null || typeof value === type
}
