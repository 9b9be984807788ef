import type { Budget } from './budget.ts'
import type { Figure } from './figure.ts'

/** How a run is made. */
export interface RunSettings {
  readonly seed: number
  /** How often everything is measured; the variants take turns within a round. */
  readonly rounds: number
  /** Says how far it is. */
  progress(text: string): void
}

/** One benchmark: what it measures, and how. */
export interface Benchmark {
  readonly name: string
  /** One sentence for the head of its table. */
  readonly what: string
  /** What its figures should be. */
  readonly budgets?: readonly Budget[]
  /** True where a round takes minutes: the short run of CI leaves it out. */
  readonly long?: true
  run(settings: RunSettings): Promise<readonly Figure[]>
}
