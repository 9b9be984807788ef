import type { CancelTimer, Clock } from '../../base/clock.ts'

/** What waits behind a pause is bounded; the newest is lost beyond it. */
const maxWaitingBytes = 65_536
/** So many lines may be under way late at the same time. */
const maxLate = 1000

/** One direction of a port: bytes in order, with pauses between them, and lines that come late. */
export class PacedPipe {
  private readonly clock: Clock
  private readonly deliver: (bytes: Uint8Array) => void
  private readonly late = new Set<CancelTimer>()
  private queue: (Uint8Array | { readonly pauseMs: number })[] = []
  private waitingBytes = 0
  private cancelPause: CancelTimer | undefined

  constructor(clock: Clock, deliver: (bytes: Uint8Array) => void) {
    this.clock = clock
    this.deliver = deliver
  }

  write(bytes: Uint8Array): void {
    if (!this.cancelPause) this.deliver(bytes)
    else if (this.waitingBytes + bytes.length <= maxWaitingBytes) {
      this.waitingBytes += bytes.length
      // The writer may reuse its bytes.
      this.queue.push(Uint8Array.from(bytes))
    }
  }

  /** What is written from now on waits so long, and comes in order then. */
  pause(ms: number): void {
    if (this.cancelPause) this.queue.push({ pauseMs: ms })
    else this.cancelPause = this.clock.setTimer(ms, () => this.goOn())
  }

  /** These bytes come so much later, whatever passes meanwhile. @returns how to let them come now. */
  writeLate(bytes: Uint8Array, ms: number): () => void {
    if (this.late.size >= maxLate) return () => {}
    const come = () => {
      if (this.late.delete(cancel)) this.write(bytes)
    }
    const cancel = this.clock.setTimer(ms, come)
    this.late.add(cancel)
    return () => {
      cancel()
      come()
    }
  }

  /** Whatever is under way is lost. */
  clear(): void {
    this.cancelPause?.()
    this.cancelPause = undefined
    for (const cancel of this.late) cancel()
    this.late.clear()
    this.queue = []
    this.waitingBytes = 0
  }

  private goOn(): void {
    this.cancelPause = undefined
    while (!this.cancelPause) {
      const next = this.queue.shift()
      if (!next) return
      if (next instanceof Uint8Array) {
        this.waitingBytes -= next.length
        this.deliver(next)
      } else this.pause(next.pauseMs)
    }
  }
}
