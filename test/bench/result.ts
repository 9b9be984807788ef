import type { KeptOrNot } from './budget.ts'
import type { Environment } from './environment.ts'
import type { Figure } from './figure.ts'

/** How, where and when something was measured. */
export interface Measuring {
  readonly measuredOn: Environment
  readonly seed: number
  readonly rounds: number
}

/** What one benchmark gave. */
export interface Result extends Measuring {
  readonly benchmark: string
  readonly what: string
  readonly figures: readonly Figure[]
  readonly judged: readonly KeptOrNot[]
}
