import type { Leg } from '../leg.ts'

/** A conference room that has parties. */
export interface Room {
  readonly name: string
  /** While it is stopped its parties wait and do not hear each other. */
  readonly state: 'stopped' | 'started'
  /** The legs that called it, in the order of their coming. */
  readonly parties: readonly Leg[]
}
