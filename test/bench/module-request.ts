/** How the module of the benchmarks tells of calls. */
export interface Telling {
  /** ^DSCI lines with the id and the number of the call. */
  readonly dsci: boolean
  /** +CLIP after RING. */
  readonly clip: boolean
}

/** What the module says when it is ready: where the host finds it. */
export interface ModuleReady {
  readonly path: string
}

/** What a benchmark may have the module do. Stamps are CLOCK_MONOTONIC in nanoseconds, as text. */
export type ModuleRequest =
  /** A call comes in; its number is the stamp taken just before the first byte is written. */
  | { readonly do: 'ring' }
  /** The call is gone, and no line says so. Answers with the stamp. */
  | { readonly do: 'vanish' }
  /** Answers with the stamp taken just before the first list without the vanished call was written, or null. */
  | { readonly do: 'first-list-without' }

/** What the module in C does besides: numbered lines at the speed of a wire, in the pieces a port hands them over in. */
export interface FloodRequest {
  readonly do: 'flood'
  readonly bytesPerSecond: number
  /** 1-4096. */
  readonly pieceBytes: number
  readonly seconds: number
}

/** What became of a flood. */
export interface Flooded {
  readonly lines: number
  /** What the terminal did not take, because the host did not read in time. */
  readonly droppedBytes: number
  /** By how much the latest piece missed its time: the module's own trouble. */
  readonly latestUs: number
}
