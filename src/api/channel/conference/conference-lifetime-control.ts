/** What {@link ConferenceLifetimeControl} is made of. */
export interface ConferenceLifetimeOptions {
  /** Whether the room starts when this party enters. Default true. */
  readonly startOnEntry?: boolean | undefined
  /** Whether the room ends when this party leaves. Default false. */
  readonly destroyOnExit?: boolean | undefined
}

/** Whether a conference starts and ends with one of its parties. */
export class ConferenceLifetimeControl {
  startOnEntry: boolean
  destroyOnExit: boolean

  constructor({ startOnEntry = true, destroyOnExit = false }: ConferenceLifetimeOptions = {}) {
    this.startOnEntry = startOnEntry
    this.destroyOnExit = destroyOnExit
  }
}
