import type { Call } from '../../calls/call.ts'
import { CellularLeg } from '../legs/cellular-leg.ts'
import type { LegLine } from '../legs/leg-line.ts'

/** Which leg has which call of a line. */
export class LineLegs {
  private readonly line: LegLine
  private readonly newId: () => string
  private readonly ofCall = new Map<number, CellularLeg>()
  private readonly parted = new Set<number>()

  constructor(line: LegLine, newId: () => string) {
    this.line = line
    this.newId = newId
  }

  /** Those that have not ended. */
  get live(): readonly CellularLeg[] {
    return [...this.ofCall.values()].filter(leg => leg.state !== 'ended')
  }

  /** The leg of a call, or undefined where there is none yet or none any more. */
  of(call: Call): CellularLeg | undefined {
    return this.ofCall.get(call.key)
  }

  /** Whether a call is without a leg on purpose: see {@link part}. */
  isParted(call: Call): boolean {
    return this.parted.has(call.key)
  }

  /** A new leg has the call from now on. */
  begin(call: Call): CellularLeg {
    const leg = new CellularLeg(this.newId(), call, this.line)
    this.give(call, leg)
    return leg
  }

  /** That leg has the call from now on. */
  give(call: Call, leg: CellularLeg): void {
    this.parted.delete(call.key)
    this.ofCall.set(call.key, leg)
    void leg.ended.then(() => {
      if (this.ofCall.get(call.key) === leg) this.ofCall.delete(call.key)
    })
  }

  /** The call belongs to nobody for what is left of its life: it does not become a leg when it is told of. */
  part(call: Call): void {
    this.ofCall.delete(call.key)
    this.parted.add(call.key)
    void call.ended.then(() => this.parted.delete(call.key))
  }
}
