import { randomBytes } from 'node:crypto'
import type { Clock } from '../../base/clock.ts'
import type { Logger } from '../../base/logger.ts'
import { settlesWithin } from '../../base/settles-within.ts'
import type { CallEnd } from '../../calls/call.ts'
import { RecordFold } from './call-detail-record.ts'
import { DurableLog } from './durable-log.ts'
import { parseRecordEvent, type RecordEvent } from './record-event.ts'

/** How long a slow disk may hold up the start and the end of the program. */
const DISK_LIMIT_MS = 5_000

/** What a {@link CallRecorder} is made of. */
export interface CallRecorderOptions {
  readonly path: string
  readonly clock: Clock
  /** Milliseconds since 1970. */
  readonly date: () => number
  readonly logger: Logger
}

type Started = Extract<RecordEvent, { readonly event: 'start' }>
/** What is known of a call at its start. */
export type StartOfCall = Omit<Started, 'event' | 'id' | 'at'>

/** The record of a call that is up. */
export interface OpenRecord {
  readonly id: string
  /** Resolves when the start is on the disk. */
  readonly isSafe: Promise<void>
  /** It was answered. Harmless when asked twice or at the end. */
  answer(): void
  recording(path: string): void
  /** It is over, and its {@link end} is to be of this moment. Harmless when asked twice. */
  over(): void
  /** It is known how it ended; the first end counts. @param numbers as they are known now, where they are. */
  end(end: CallEnd, numbers?: { readonly from: string; readonly to: string }): void
}

/** Keeps the records of calls in a file of lines of JSON, one for each start, answer, recording and end. */
export class CallRecorder {
  private readonly options: CallRecorderOptions
  private readonly log: DurableLog
  /** Part of each id, so that it is not used again after a restart. */
  private readonly run: string
  private readonly open = new Set<OpenRecord>()
  private count = 0

  private constructor(options: CallRecorderOptions, log: DurableLog) {
    this.options = options
    this.log = log
    this.run = `${options.date().toString(36)}${randomBytes(4).toString('hex')}`
  }

  /**
   * Opens the file, and ends what the program before this one left open.
   * @throws CellvoiceError FILE_FAILED, DISK_FULL.
   */
  static async open(options: CallRecorderOptions): Promise<CallRecorder> {
    const fold = new RecordFold()
    const onLine = (line: string): boolean => {
      const event = parseRecordEvent(line)
      if (event) fold.take(event)
      if (event?.event === 'end') fold.drop(event.id)
      return event !== null
    }
    const log = await DurableLog.open({ ...options, onLine })
    const recorder = new CallRecorder(options, log)
    // In the order of the file they come before all that this program adds, also where the disk is late.
    const interrupted = Promise.all(fold.records.map(({ id }) => recorder.interrupt(id)))
    await settlesWithin(options.clock, DISK_LIMIT_MS, interrupted)
    return recorder
  }

  /** A call begins. */
  begin(facts: StartOfCall): OpenRecord {
    const id = `${this.run}-${++this.count}`
    const { from, to } = facts
    const { clock } = this.options
    let answeredMs: number | null = null
    let over: { readonly at: string; readonly nowMs: number } | null = null
    const record: OpenRecord = {
      id,
      isSafe: this.write({ event: 'start', id, at: this.at, ...facts }),
      answer: () => {
        if (answeredMs !== null || !this.open.has(record)) return
        answeredMs = clock.now()
        void this.write({ event: 'answer', id, at: this.at })
      },
      recording: path => void this.write({ event: 'recording', id, at: this.at, path }),
      over: () => {
        over ??= { at: this.at, nowMs: clock.now() }
      },
      end: ({ endedBy, cause }, numbers) => {
        if (!this.open.delete(record)) return
        const { at, nowMs } = over ?? { at: this.at, nowMs: clock.now() }
        const talkMs = answeredMs === null ? null : Math.round(nowMs - answeredMs)
        const better = {
          from: numbers && numbers.from !== from ? numbers.from : null,
          to: numbers && numbers.to !== to ? numbers.to : null,
        }
        void this.write({ event: 'end', id, at, endedBy, cause, talkMs, ...better })
      },
    }
    this.open.add(record)
    return record
  }

  /** Ends what is open: nobody follows those calls any more. Never rejects. */
  async close(): Promise<void> {
    const cause = { name: 'FAILED', value: null, text: 'the exchange was closed', source: 'restart' } as const
    for (const record of this.open) record.end({ endedBy: 'module', cause })
    await settlesWithin(this.options.clock, DISK_LIMIT_MS, this.log.close())
  }

  private interrupt(id: string): Promise<void> {
    const cause = { name: 'INTERRUPTED', value: null, text: null, source: 'restart' } as const
    return this.write({ event: 'end', id, at: this.at, endedBy: 'module', cause, talkMs: null, from: null, to: null })
  }

  private get at(): string {
    return new Date(this.options.date()).toISOString()
  }

  private write(event: RecordEvent): Promise<void> {
    return this.log.append(JSON.stringify(event))
  }
}
