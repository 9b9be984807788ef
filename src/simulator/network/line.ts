import type { Leg } from './leg.ts'
import { newServices, type Services } from './services.ts'
import type { Terminal } from './terminal.ts'

/** One subscription of the network and what is connected to it. */
export interface Line {
  readonly number: string
  readonly terminal: Terminal
  /** Whether any number of calls may come in at once, as at a company; a mobile has one, and one waiting. */
  readonly manyCalls: boolean
  readonly services: Services
  /** Calls that are not released, in the order of their set-up. */
  readonly legs: Leg[]
}

/** A line without calls. */
export function newLine(number: string, terminal: Terminal, manyCalls: boolean): Line {
  return { number, terminal, manyCalls, services: newServices(), legs: [] }
}
