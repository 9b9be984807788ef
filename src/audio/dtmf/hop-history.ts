import { type Hop, silentHop } from './hop.ts'

/** A key shows within 60 ms or not at all. */
const judged = 12
/** The hops before a key are looked at for its edge. */
const kept = 16

/** The newest hops of 5 ms. */
export class HopHistory {
  /** How many hops there are to judge by, at most 12. */
  length = 0
  private readonly hops = Array.from({ length: kept }, silentHop)
  private newest = 0

  /** The hop to fill next; it is the newest from now on, and the oldest is forgotten. */
  next(): Hop {
    this.newest = (this.newest + 1) % kept
    this.length = Math.min(this.length + 1, judged)
    return this.ago(0)
  }

  /** The hop that many hops before the newest, from 0 to 15. What lies before the first is silence. */
  ago(hops: number): Hop {
    // The index is taken modulo the length.
    return this.hops[(this.newest + kept - hops) % kept] as Hop
  }

  /** Nothing that was heard so far is evidence of a key to come. */
  forget(): void {
    this.length = 0
  }
}
