/**
 * A program that waits for calls and tells its user of each: what the ring benchmark compares.
 *
 * The stamp is taken twice on one clock: the module writes CLOCK_MONOTONIC (ns) into the calling number just before it
 * sends the ring's first byte, and the contestant reads the same clock inside its own process at the moment its user
 * would be told. So nothing that the benchmark does lies between the two.
 */
export interface RingHearer {
  /** The time from the stamp in the calling number to the user's being told, µs, of the next ring. */
  nextRing(): Promise<number>
  /** Ends the call that rings, and resolves when the next ring would be a new call. */
  hangUp(): Promise<void>
  close(): Promise<void>
}

/** A hearer with the module it listens to. */
export interface RingLine extends RingHearer {
  /** Has the module ring. */
  ring(): Promise<void>
}

/** Why a peer cannot be compared on this machine, and what to install. */
export interface Missing {
  readonly missing: string
}

/** What can be compared: a hearer and its module, started afresh for each round. */
export interface RingPeer {
  readonly title: string
  /** The least pause before a ring, ms, where a hearer needs more than the usual one to be ready again. */
  readonly pauseMs?: number
  start(): Promise<RingLine | Missing>
}
