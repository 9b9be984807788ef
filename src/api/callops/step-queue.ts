/** How much may wait for one dialog: nobody who waits for outcomes asks for more. */
const MAX_WAITING = 16

/** The operations on one dialog, one after the other, so that their commands do not mix on the wire. */
export class StepQueue {
  private last: Promise<unknown> = Promise.resolve()
  private waiting = 0

  /** Whether nothing more is to be asked for. */
  get isFull(): boolean {
    return this.waiting >= MAX_WAITING
  }

  /** Runs `step` when those before have ended, however they did. @returns what it returns. */
  run<Result>(step: () => Promise<Result>): Promise<Result> {
    this.waiting++
    const done = this.last.then(step).finally(() => {
      this.waiting--
    })
    this.last = done.catch(() => {})
    return done
  }
}
