/** What happened to the sound of a module so far. */
export interface AudioCounters {
  /** Frames of 20 ms taken from the host's PCM. */
  readonly framesUp: number
  /** Frames of 20 ms given to the host's PCM. */
  readonly framesDown: number
  /** Times the host wrote more PCM than the module keeps; the newest was lost. */
  readonly overflows: number
  /** Frames the host owed, after it had begun to write: the far end heard silence. */
  readonly underruns: number
  /** Frames lost or put in between two modules whose audio clocks differ. */
  readonly slips: number
  /** Frames left out because the process was more than 2 s late. */
  readonly skipped: number
}

/** Counts from 0. */
export function newAudioCounters(): { -readonly [name in keyof AudioCounters]: number } {
  return { framesUp: 0, framesDown: 0, overflows: 0, underruns: 0, slips: 0, skipped: 0 }
}

/** {@link AudioCounters} for those who count. */
export type CountedAudio = ReturnType<typeof newAudioCounters>
