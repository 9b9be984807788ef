import type { ClearingCause } from '../../calls/clearing-cause.ts'
import type { ChannelLife } from './channel-life.ts'
import type { CallFarEndType } from './words/call-far-end-type.ts'

/** The facts of the latest call of a channel. */
export class Details {
  private readonly life: ChannelLife

  constructor(life: ChannelLife) {
    this.life = life
  }

  /** Why it was cleared, in other words than `cause()`: `q850:17`, the words of the module, `caller-id-missing` … */
  get rawCause(): string {
    return this.life.clearing.rawCause
  }

  /** The id of the channel it is connected or transferred to; null for none. */
  get connectedId(): string | null {
    return this.life.connection.kind === 'joined' ? this.life.connection.peer.id : null
  }

  get farEndType(): CallFarEndType {
    return this.life.farEndType
  }

  /** Always empty: a cellular network tells no call which codec it has. */
  get codecs(): readonly string[] {
    return []
  }

  /** The caller; '' where withheld, or before the first call. */
  get callFrom(): string {
    return this.life.latestLeg?.from ?? ''
  }

  /** The called number; of an incoming call the own number of the line. */
  get callTo(): string {
    return this.life.latestLeg?.to ?? ''
  }

  /** Of the leg that carries the call; '' before the first. */
  get callId(): string {
    return this.life.latestLeg?.id ?? ''
  }

  /** The line the call is on; null for rooms, services and no call. */
  get line(): string | null {
    return this.life.latestLeg?.line ?? null
  }

  /** All that is known about the end of the call; null before. */
  get clearing(): ClearingCause | null {
    return this.life.legEnd?.cause ?? null
  }
}
