/** One thing a subscriber does with a call, `afterMs` after the one before. */
export type Step = { readonly afterMs: number } & (
  | { readonly does: 'alert' | 'answer' | 'hold' | 'retrieve' }
  | { readonly does: 'clear'; readonly cause: number }
  | { readonly does: 'press'; readonly keys: string }
  | { readonly does: 'speak'; readonly samples: Int16Array | (() => Int16Array) }
)

/** What a subscriber does with every call to it. */
export interface Behaviour {
  /** What callers meet, in one sentence. */
  readonly summary: string
  /** Empty: gives no sign at all, and the network clears the call. */
  readonly steps: readonly Step[]
  /** Milliseconds after the end of an answered call until the caller is called back. */
  readonly callsBackAfterMs?: number
}
