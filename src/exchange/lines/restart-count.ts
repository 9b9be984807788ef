import type { Clock } from '../../base/clock.ts'

/** So many restarts within this time are no accident. */
const MANY = 3
const WINDOW_MS = 600_000
/** Start-up lines within this time are of one start. */
const SAME_MS = 5_000

/** Counts how often a module started: a supply that breaks down under load shows as one restart after another. */
export class RestartCount {
  private readonly clock: Clock
  private times: readonly number[] = []

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** The module started, or was cut off. */
  note(): void {
    const nowMs = this.clock.now()
    const last = this.times.at(-1)
    if (last === undefined || nowMs - last >= SAME_MS) this.times = [...this.times, nowMs].slice(-MANY)
  }

  /** Whether it starts again and again. */
  get isMany(): boolean {
    const first = this.times[0]
    return this.times.length === MANY && first !== undefined && this.clock.now() - first <= WINDOW_MS
  }
}
