import type { RecordEvent } from './record-event.ts'

type Started = Extract<RecordEvent, { readonly event: 'start' }>
type Ended = Extract<RecordEvent, { readonly event: 'end' }>

/** One call, from what the file says of it. */
export interface CallDetailRecord extends Omit<Started, 'event' | 'at'> {
  /** By the clock on the wall: `2026-08-01T12:00:00.000Z`. */
  readonly startedAt: string
  /** Null where nobody answered. */
  readonly answeredAt: string | null
  /** Null while it is up. */
  readonly end: Pick<Ended, 'at' | 'endedBy' | 'cause' | 'talkMs'> | null
  /** The files it was recorded into. */
  readonly recordings: readonly string[]
}

/** Works events into records, in the order in which the calls began. The first start, answer and end of a call count. */
export class RecordFold {
  private readonly byId = new Map<string, CallDetailRecord>()

  take(event: RecordEvent): void {
    const record = this.byId.get(event.id)
    if (event.event === 'start') {
      if (!record) this.byId.set(event.id, begun(event))
    } else if (record) this.byId.set(event.id, continued(record, event))
  }

  get records(): readonly CallDetailRecord[] {
    return [...this.byId.values()]
  }

  /** Forgets a call, so that a long file needs little memory. */
  drop(id: string): void {
    this.byId.delete(id)
  }
}

function begun({ event: _, at, ...facts }: Started): CallDetailRecord {
  return { ...facts, startedAt: at, answeredAt: null, end: null, recordings: [] }
}

function continued(record: CallDetailRecord, event: Exclude<RecordEvent, Started>): CallDetailRecord {
  switch (event.event) {
    case 'answer':
      return { ...record, answeredAt: record.answeredAt ?? event.at }
    case 'recording':
      return { ...record, recordings: [...record.recordings, event.path] }
    case 'end': {
      if (record.end) return record
      const { at, endedBy, cause, talkMs, from, to } = event
      return { ...record, from: from ?? record.from, to: to ?? record.to, end: { at, endedBy, cause, talkMs } }
    }
  }
}
