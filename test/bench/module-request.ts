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
