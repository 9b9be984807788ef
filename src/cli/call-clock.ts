import type { CallSnapshot, CancelTimer } from '../index.ts'
import { liveCallText } from './call-text.ts'
import type { Run } from './run.ts'

/**
 * The running clock of the calls that are up. On a terminal one line, rewritten each second; in a log lines of their own,
 * each second at first, then every ten, then every minute. JSON has times instead.
 */
export class CallClock {
  private readonly run: Run
  private readonly calls: () => readonly CallSnapshot[]
  private cancel: CancelTimer | undefined

  constructor(run: Run, calls: () => readonly CallSnapshot[]) {
    this.run = run
    this.calls = calls
  }

  /** Looks at the calls anew: to be called when one of them has changed. */
  refresh(): void {
    this.cancel?.()
    this.cancel = undefined
    const { printer } = this.run
    if (printer.canRewrite) {
      const shown = this.calls()
      printer.live(this.text(shown))
      this.tick(shown, everySecond, () => this.refresh())
    } else if (!printer.json) {
      this.tick(this.answered(), thinningOut, () => this.report())
    }
  }

  /** Takes the live line away and ticks no more. */
  stop(): void {
    this.cancel?.()
    this.cancel = undefined
    this.run.printer.live(undefined)
  }

  private report(): void {
    const text = this.text(this.answered())
    if (text !== undefined) this.run.printer.line(`${' '.repeat(10)}${text}`)
    this.refresh()
  }

  private answered(): CallSnapshot[] {
    return this.calls().filter(call => call.state === 'active')
  }

  private text(calls: readonly CallSnapshot[]): string | undefined {
    const nowMs = this.run.clock.now() + EARLY_MS
    return calls.map(call => liveCallText(call, nowMs)).join(' · ') || undefined
  }

  /** At the next whole period of the oldest call; not at all without calls. */
  private tick(calls: readonly CallSnapshot[], periodMs: (elapsedMs: number) => number, then: () => void): void {
    if (calls.length === 0) return
    const { clock } = this.run
    const elapsedMs = clock.now() - Math.min(...calls.map(call => call.connectedAtMs ?? call.startedAtMs))
    const period = periodMs(elapsedMs)
    const nextMs = (Math.floor((elapsedMs + EARLY_MS) / period) + 1) * period
    this.cancel = clock.setTimer(nextMs - elapsedMs, then)
  }
}

/** A timer may fire a little early; then it is the next second all the same. */
const EARLY_MS = 50
const everySecond = () => 1_000
const thinningOut = (elapsedMs: number) => (elapsedMs < 9_500 ? 1_000 : elapsedMs < 59_500 ? 10_000 : 60_000)
