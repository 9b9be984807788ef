/** Something that takes bytes from outside, to be tried with inputs that nobody would send. */
export interface FuzzTarget {
  readonly name: string
  /** Well-formed inputs to begin with, besides those of the corpus. */
  seeds(): readonly Uint8Array[]
  /** Pieces that mean something to it, to be put into inputs. */
  readonly words: readonly string[]
  /** No input is made longer than this, bytes. */
  readonly maxBytes: number
  /**
   * Gives it one input. The same input always does the same.
   * @returns what kind of thing came of it: an input with which something new came is kept and changed further.
   * @throws when a promise was broken: something thrown that is not documented, a state that must not be.
   */
  attempt(input: Uint8Array): string | Promise<string>
}

/** Ends an attempt with what is wrong. */
export function demand(holds: boolean, broken: string): void {
  if (!holds) throw new Error(broken)
}
