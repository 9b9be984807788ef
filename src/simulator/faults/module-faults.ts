import { CellvoiceError } from '../../base/error.ts'
import { ArmedFault } from './armed-fault.ts'
import { checkFault } from './check-fault.ts'
import type { Fault, WireDirection } from './fault.ts'
import type { WireFaults } from './faulty-wire.ts'

const maxArmed = 64

/** What passed one way: whole lines, and bytes with echoes and files. */
export interface WireTraffic {
  readonly lines: number
  readonly bytes: number
}

/** Faults that were injected, and what has happened since. */
export interface InjectedFaults {
  /** What passed at all AT ports of the module; of lines that were struck, what the host or the module met of them. */
  readonly traffic: Readonly<Record<WireDirection, WireTraffic>>
  /** How often a fault struck. */
  readonly struck: number
  /** Nothing goes wrong any more; what is under way late still comes. Harmless when called again. */
  stop(): void
}

type Traffic = Record<WireDirection, { lines: number; bytes: number }>

interface Injection {
  readonly armed: readonly ArmedFault[]
  readonly traffic: Traffic
}

/** The faults of one module, for all its ports. */
export class ModuleFaults implements WireFaults {
  private injections: readonly Injection[] = []
  /** In the order in which they were injected. */
  armed: readonly ArmedFault[] = []

  inject(faults: readonly Fault[]): InjectedFaults {
    for (const fault of faults) checkFault(fault)
    if (this.armed.length + faults.length > maxArmed) {
      throw new CellvoiceError('INVALID_ARGUMENT', { detail: `more than ${maxArmed} faults at a time` })
    }
    const armed = faults.map(fault => new ArmedFault(fault))
    const traffic: Traffic = { 'to-host': { lines: 0, bytes: 0 }, 'to-module': { lines: 0, bytes: 0 } }
    const injection = { armed, traffic }
    this.arm([...this.injections, injection])
    return {
      traffic,
      get struck() {
        return armed.reduce((sum, one) => sum + one.struck, 0)
      },
      stop: () => this.arm(this.injections.filter(other => other !== injection)),
    }
  }

  /** Whether commands of the host must be told apart as lines. */
  get watched(): boolean {
    return this.injections.length > 0
  }

  count(direction: WireDirection): void {
    for (const { traffic } of this.injections) traffic[direction].lines++
  }

  pass(direction: WireDirection, count: number): number | null {
    let first: number | null = null
    for (const { armed, traffic } of this.injections) {
      for (const fault of armed) {
        const passing = fault.cutsAfter(direction, traffic[direction].bytes, count)
        if (passing !== null) first = Math.min(first ?? count, passing)
      }
    }
    for (const { traffic } of this.injections) traffic[direction].bytes += first ?? count
    return first
  }

  private arm(injections: readonly Injection[]): void {
    this.injections = injections
    this.armed = injections.flatMap(injection => injection.armed)
  }
}
