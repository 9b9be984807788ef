import type { Leg } from '../leg.ts'

/** The call records of an exchange, for who has something to add. */
export interface CallRecords {
  /** The id of the record of the call that a leg has now; null for virtual legs and calls that are over. */
  idOf(leg: Leg): string | null
  /** The call of a leg is recorded into a file. Harmless for calls that have no record. */
  noteRecording(leg: Leg, path: string): void
}
