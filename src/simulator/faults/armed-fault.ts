import { dice } from './dice.ts'
import type { Fault, WireDirection } from './fault.ts'

/** A fault that waits for its lines. */
export class ArmedFault {
  readonly fault: Fault
  readonly direction: WireDirection
  /** The dice of this fault alone, so that faults do not change one another. */
  readonly roll: () => number
  /** How often it struck. */
  struck = 0
  private passed = 0

  constructor(fault: Fault) {
    this.fault = fault
    this.direction = fault.direction ?? 'to-host'
    this.roll = dice('seed' in fault ? (fault.seed ?? 1) : 1)
  }

  /** Whether it strikes this line. To be asked once for each line that passes. */
  strikes(direction: WireDirection, line: string): boolean {
    const { fault } = this
    if (fault.kind === 'cut-at-byte' || direction !== this.direction) return false
    const { matching, after = 0, rate, times = rate === undefined ? 1 : Number.POSITIVE_INFINITY } = fault
    // Unlike test(), search() does not go on from where a global expression stopped.
    if (this.struck >= times || (matching && line.search(matching) < 0)) return false
    if (this.passed++ < after || (rate !== undefined && this.roll() >= rate)) return false
    this.struck++
    return true
  }

  /** How many of `count` bytes pass, after the first `before` of their direction, until it cuts the line; null: it does not. */
  cutsAfter(direction: WireDirection, before: number, count: number): number | null {
    const { fault } = this
    if (fault.kind !== 'cut-at-byte' || direction !== this.direction || this.struck > 0) return null
    if (before + count < fault.byte) return null
    this.struck++
    return fault.byte - before
  }
}
