/** What a contestant is started for; some read in another way for another task. */
export type Task = 'round-trip' | 'ring' | 'flood'

/**
 * What every contestant can be asked, in a line of JSON, whatever its language. It is started with the path of the port and
 * its {@link Task}, says `{}` when the port is open and set up, and takes all its times itself.
 */
export type ContestantRequest =
  /** Sends AT and waits for its OK, `count` times; answers with {@link RoundTrips}. */
  | { readonly do: 'round-trips'; readonly count: number }
  /** Answers with the µs from the stamp in the calling number to the user's being told, of the next ring. */
  | { readonly do: 'next-ring' }
  /** Ends the call that rings. */
  | { readonly do: 'hang-up' }
  /** From here on the numbered lines of a flood are counted, beginning with number 0. */
  | { readonly do: 'start-counting' }
  /** Answers with {@link Counted}. */
  | { readonly do: 'counted' }

export interface RoundTrips {
  readonly latenciesUs: readonly number[]
  /** All of them together. */
  readonly elapsedUs: number
  /** The processor's time, user and system, of the whole process. */
  readonly cpuUs: number
}

/** What became of a flood at the contestant's. */
export interface Counted {
  readonly lines: number
  /** How often a line did not have the number after the last one's. */
  readonly gaps: number
  /** The processor's time since counting was started, user and system, of the whole process. */
  readonly cpuUs: number
}
