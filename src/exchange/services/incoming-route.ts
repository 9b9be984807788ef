import type { Leg } from '../leg.ts'

/** Which incoming calls a handler gets: those of all lines, unless it says which. */
export interface IncomingRoute {
  /** Of the line with this name. */
  readonly line?: string
  /** Of the line whose own number this is: a cellular call does not tell which number was called. */
  readonly number?: string
}

/** Takes a leg that is `incoming`: to be answered or hung up. What it returns is not looked at, but a rejection is logged. */
export type LegHandler = (leg: Leg) => unknown
