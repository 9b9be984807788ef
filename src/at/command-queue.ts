import { CellvoiceError } from '../base/error.ts'
import type { Pending } from './pending.ts'

/** The most commands that wait; one more is refused with AT_QUEUE_FULL. */
export const MAX_QUEUED_COMMANDS = 64
/** Places kept free for urgent ones: a hang-up is never refused because others only wanted to look. */
const URGENT_RESERVE = 16

/** The commands that wait for their turn: urgent ones first, each kind in the order in which it came. */
export class CommandQueue {
  private waiting: Pending[] = []

  get isEmpty(): boolean {
    return this.waiting.length === 0
  }

  /** The command whose turn is next. */
  get next(): Pending | undefined {
    return this.waiting[0]
  }

  /** @throws CellvoiceError AT_QUEUE_FULL */
  add(pending: Pending): void {
    const { urgent } = pending.declaration
    if (this.waiting.length >= MAX_QUEUED_COMMANDS + (urgent ? URGENT_RESERVE : 0)) {
      throw new CellvoiceError('AT_QUEUE_FULL', { detail: pending.text })
    }
    const firstCalm = this.waiting.findIndex(other => !other.declaration.urgent)
    if (urgent && firstCalm >= 0) this.waiting.splice(firstCalm, 0, pending)
    else this.waiting.push(pending)
  }

  /** Takes the next command out. */
  shift(): Pending | undefined {
    return this.waiting.shift()
  }

  /** Takes all commands out. */
  drain(): readonly Pending[] {
    const drained = this.waiting
    this.waiting = []
    return drained
  }
}
