import { CellvoiceError } from '../../base/error.ts'

/** How many callbacks may wait; a callback that never returns must not eat the memory. */
export const MAX_QUEUED_CALLBACKS = 256

interface Entry {
  /** The call it tells of, or null for what belongs to none. */
  readonly key: number | null
  /** Calls the user's function; a promise it returns is waited for before the next event. */
  readonly deliver: () => unknown
}

/**
 * Delivers callbacks one at a time, in order, none from within what told of it, and one in a turn of the event loop. What the callback throws is told
 * and does not stop the rest. When it is too slow and the queue is full, the states in between of a call give way to its
 * newest one, so that every call's end still arrives.
 */
export class CallbackQueue {
  private readonly onError: (error: unknown) => void
  private entries: Entry[] = []
  private running = false
  /** Whether the queue has been full since it was last empty: that is told once. */
  private overflowed = false

  constructor(onError: (error: unknown) => void) {
    this.onError = onError
  }

  /** Adds a delivery for the call `key`, or for none. */
  push(key: number | null, deliver: () => unknown): void {
    if (this.entries.length >= MAX_QUEUED_CALLBACKS && !this.makeRoom(key)) return
    this.entries.push({ key, deliver })
    if (!this.running) void this.run()
  }

  /** Takes the oldest waiting event away that a later one of the same call makes stale; tells that the queue is full. */
  private makeRoom(newest: number | null): boolean {
    const stale = this.entries.findIndex(
      (entry, at) =>
        entry.key !== null &&
        (entry.key === newest || this.entries.some((later, laterAt) => laterAt > at && later.key === entry.key)),
    )
    if (!this.overflowed)
      this.onError(new CellvoiceError('CALLBACK_QUEUE_FULL', { context: { waiting: this.entries.length } }))
    this.overflowed = true
    if (stale < 0) return false
    this.entries.splice(stale, 1)
    return true
  }

  private async run(): Promise<void> {
    this.running = true
    // Not from within what told of it; but the first need not wait for what else the event loop has to do.
    await undefined
    for (let entry = this.entries.shift(); entry; entry = this.entries.shift()) {
      try {
        await entry.deliver()
      } catch (error) {
        this.onError(error)
      }
      await new Promise(resolve => setImmediate(resolve))
    }
    this.running = false
    this.overflowed = false
  }
}
