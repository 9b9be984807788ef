import type { HostPort } from '../at/host-port.ts'
import type { Leg, LegState } from '../network/leg.ts'
import type { ModuleCall } from './module-call.ts'

/** 3GPP TS 24.008 11.2.3.1.3 leaves a mobile seven transaction identifiers. */
const indices = [1, 2, 3, 4, 5, 6, 7]

/** The module's calls and their indices. */
export class CallList {
  private readonly dataContexts: () => number
  private calls: ModuleCall[] = []

  /** `dataContexts` tells how many data contexts are listed as calls at the moment. */
  constructor(dataContexts: () => number) {
    this.dataContexts = dataContexts
  }

  /** By index. */
  all(): readonly ModuleCall[] {
    return this.calls
  }

  /** The indices of the data contexts: the lowest that no call has. */
  contexts(): readonly number[] {
    return indices.filter(index => !this.at(index)).slice(0, this.dataContexts())
  }

  /** Gives the leg the lowest free index (3GPP TS 22.030 6.5.5.1). */
  add(leg: Leg, port?: HostPort): ModuleCall {
    const taken = this.contexts()
    const index = indices.find(free => !taken.includes(free) && !this.at(free)) ?? indices.length
    const call: ModuleCall = { index, leg, port }
    this.calls = [...this.calls, call].sort((one, other) => one.index - other.index)
    return call
  }

  /** Whether a further call would find an index. */
  get full(): boolean {
    return this.calls.length + this.dataContexts() >= indices.length
  }

  at(index: number): ModuleCall | undefined {
    return this.calls.find(call => call.index === index)
  }

  of(leg: Leg): ModuleCall | undefined {
    return this.calls.find(call => call.leg === leg)
  }

  in(...states: readonly LegState[]): ModuleCall[] {
    return this.calls.filter(call => states.includes(call.leg.state))
  }

  remove(leg: Leg): void {
    this.calls = this.calls.filter(call => call.leg !== leg)
  }
}
