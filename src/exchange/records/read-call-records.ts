import { fileError } from '../../audio/files/file-error.ts'
import { type CallDetailRecord, RecordFold } from './call-detail-record.ts'
import { logLines } from './log-lines.ts'
import { parseRecordEvent } from './record-event.ts'

/** What is in a file of call records. */
export interface CallRecordsRead {
  /** In the order in which the calls began; those that are up, or were when the program ended, have no end. */
  readonly records: readonly CallDetailRecord[]
  /** Lines that are no event: of another program, or cut by a crash. */
  readonly passedOver: number
}

/**
 * Reads a file of call records, also while it is written.
 * @throws CellvoiceError FILE_FAILED.
 */
export async function readCallRecords(path: string): Promise<CallRecordsRead> {
  const fold = new RecordFold()
  let passedOver = 0
  try {
    for await (const { text } of logLines(path)) {
      const event = parseRecordEvent(text)
      if (event) fold.take(event)
      else passedOver++
    }
  } catch (error) {
    throw fileError(path, error)
  }
  return { records: fold.records, passedOver }
}
