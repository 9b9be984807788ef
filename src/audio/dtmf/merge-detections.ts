import type { DtmfKey } from './keypad.ts'

/** A key of the far end, as one of two detectors heard it: the module (`+QTONEDET`), or ours in the sound of the call. */
export interface KeyDetection {
  readonly digit: DtmfKey
  readonly source: 'module' | 'software'
  /** When it was heard, in ms of any one clock. */
  readonly atMs: number
}

/** What one detection adds to those before. */
export interface MergedDetection {
  /** The detection if its key is news, with the source that heard it first; null if the other source had told of it. */
  readonly told: KeyDetection | null
  /** Keys that only one source heard yet: hand them in with the next detection. */
  readonly unconfirmed: readonly KeyDetection[]
}

/**
 * The time within which the two detectors report the same press of a key. It may be longer than the time between two
 * presses, because a source never confirms itself: the second press is confirmed by the second report.
 */
export const MERGE_WINDOW_MS = 1000

/** Makes one key of what two detectors hear: the first to hear it tells, the other confirms in silence. */
export function mergeDetections(unconfirmed: readonly KeyDetection[], detection: KeyDetection): MergedDetection {
  const recent = unconfirmed.filter(({ atMs }) => detection.atMs - atMs <= MERGE_WINDOW_MS)
  const same = recent.findIndex(({ digit, source }) => digit === detection.digit && source !== detection.source)
  if (same >= 0) return { told: null, unconfirmed: recent.filter((_, at) => at !== same) }
  return { told: detection, unconfirmed: [...recent, detection] }
}
