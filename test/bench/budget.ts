import type { Figure } from './figure.ts'

/** What one figure of a benchmark should be. */
export interface Budget {
  /** The figure: its variant and its metric. */
  readonly variant: string
  readonly metric: string
  readonly bound: 'at most' | 'at least'
  /** What is wanted; missing it is reported. */
  readonly goal: number
  /**
   * What the short run of CI refuses: what was reached, and room for the noise of a busy machine. Only for ratios of two things
   * measured in the same run, so that a slow machine does not break it and slower code does.
   */
  readonly limit?: number
}

/** A budget beside the figure it speaks of. */
export interface KeptOrNot {
  readonly budget: Budget
  readonly figure: Figure
  readonly goal: 'reached' | 'missed'
  readonly limit: 'kept' | 'broken'
}

/**
 * Holds `budgets` against `figures`. A figure that is absent (its peer is not installed) is passed over.
 */
export function judgeBudgets(budgets: readonly Budget[], figures: readonly Figure[]): readonly KeptOrNot[] {
  return budgets.flatMap(budget => {
    const figure = figures.find(({ variant, metric }) => variant === budget.variant && metric === budget.metric)
    if (!figure) return []
    const within = (bound: number) => (budget.bound === 'at most' ? figure.value <= bound : figure.value >= bound)
    return [
      {
        budget,
        figure,
        goal: within(budget.goal) ? ('reached' as const) : ('missed' as const),
        limit: budget.limit === undefined || within(budget.limit) ? ('kept' as const) : ('broken' as const),
      },
    ]
  })
}
