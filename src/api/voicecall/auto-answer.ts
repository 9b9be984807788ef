import type { CancelTimer, Clock } from '../../base/clock.ts'
import type { Call } from '../../calls/call.ts'

/**
 * Answers a ringing call after some seconds. The timer is the host's: the module's own counts rings (V.250 6.3.8), and a
 * ring lasts 6 s. A call that stops ringing by itself, or is answered otherwise, takes its timer with it.
 */
export class AutoAnswer {
  private readonly clock: Clock
  private readonly answer: (call: Call) => void
  private seconds = 0
  private armed: { readonly key: number; readonly cancel: CancelTimer } | undefined

  constructor(clock: Clock, answer: (call: Call) => void) {
    this.clock = clock
    this.answer = answer
  }

  /** @param seconds 1-255, or 0 for off, also for a call that rings now. */
  set(seconds: number): void {
    this.seconds = seconds
    if (seconds === 0) this.disarm()
  }

  /** A call began to ring. Calls that wait while another is up are not answered by themselves. */
  noteRinging(call: Call): void {
    if (call.state !== 'incoming' || this.seconds === 0) return
    this.disarm()
    const cancel = this.clock.setTimer(this.seconds * 1000, () => {
      this.armed = undefined
      if (call.state === 'incoming') this.answer(call)
    })
    this.armed = { key: call.key, cancel }
  }

  /** A call changed its state or ended. */
  noteChange(call: Call): void {
    if (this.armed?.key === call.key) this.disarm()
  }

  private disarm(): void {
    this.armed?.cancel()
    this.armed = undefined
  }
}
