/** Something that was asked for and cannot be done on a cellular line, or not like that. */
export interface Diagnostic {
  /** The method that was asked. */
  readonly method: string
  readonly asked: string
  /** What was done in its place. */
  readonly done: string
}

/** The newest are kept: an application that asks for the same thing on every call must not fill the memory. */
const MAX_DIAGNOSTICS = 64

/** What a channel could not do as asked, oldest first. */
export class Diagnostics {
  private notes: readonly Diagnostic[] = []

  /** A list of its own each time it changes: one that was read stays as it is. */
  get list(): readonly Diagnostic[] {
    return this.notes
  }

  note(method: string, asked: string, done: string): void {
    this.notes = Object.freeze([...this.notes, Object.freeze({ method, asked, done })].slice(-MAX_DIAGNOSTICS))
  }
}
