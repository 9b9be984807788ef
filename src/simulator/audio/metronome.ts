import type { CancelTimer, Clock } from '../../base/clock.ts'

/** Whoever is later than this loses frames: catching up on more would only make it later. */
const maxLateMs = 2000
/** Deadlines are sums of fractions; a tick is not put off for the last digit of one. */
const toleranceMs = 1e-6

interface Beat {
  readonly periodMs: number
  readonly tick: () => void
  readonly skip: (ticks: number) => void
  dueMs: number
  readonly startMs: number
  count: number
}

/**
 * Keeps the time of every audio clock of a simulator with one timer. Each clock has its own period and ticks by deadline,
 * so a late timer delays no later tick. Ticks that are due together run in the order of their deadlines, also when the
 * process was late: two modules that talk to each other stay in step.
 */
export class Metronome {
  private readonly clock: Clock
  private readonly beats: Beat[] = []
  private cancelTimer: CancelTimer | undefined
  private ticking = false

  constructor(clock: Clock) {
    this.clock = clock
  }

  /**
   * Calls `tick` each `periodMs` from now on. Ticks that are more than 2 s late are left out, and `skip` told how many.
   * @returns how to stop.
   */
  start(periodMs: number, tick: () => void, skip: (ticks: number) => void): () => void {
    const startMs = this.clock.now()
    const beat: Beat = { periodMs, tick, skip, startMs, dueMs: startMs + periodMs, count: 1 }
    this.beats.push(beat)
    this.setTimer()
    return () => {
      const index = this.beats.indexOf(beat)
      if (index < 0) return
      this.beats.splice(index, 1)
      this.setTimer()
    }
  }

  private wake(): void {
    const nowMs = this.clock.now() + toleranceMs
    this.ticking = true
    try {
      for (const beat of this.beats) skipLost(beat, nowMs)
      for (let beat = this.earliest(); beat && beat.dueMs <= nowMs; beat = this.earliest()) {
        advance(beat, 1)
        beat.tick()
      }
    } finally {
      this.ticking = false
      this.setTimer()
    }
  }

  private setTimer(): void {
    if (this.ticking) return
    this.cancelTimer?.()
    const beat = this.earliest()
    this.cancelTimer = beat && this.clock.setTimer(Math.max(0, beat.dueMs - this.clock.now()), () => this.wake())
  }

  private earliest(): Beat | undefined {
    let first: Beat | undefined
    for (const beat of this.beats) if (!first || beat.dueMs < first.dueMs) first = beat
    return first
  }
}

/** The deadline is counted from the start: adding up periods would add up their rounding. */
function advance(beat: Beat, ticks: number): void {
  beat.count += ticks
  beat.dueMs = beat.startMs + beat.count * beat.periodMs
}

function skipLost(beat: Beat, nowMs: number): void {
  const lost = Math.floor((nowMs - beat.dueMs - maxLateMs) / beat.periodMs)
  if (lost <= 0) return
  advance(beat, lost)
  beat.skip(lost)
}
