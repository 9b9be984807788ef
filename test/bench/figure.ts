/** One measured number: the median of the rounds unless `metric` says otherwise, and how far the rounds lie apart. */
export interface Figure {
  /** What was measured: `framer, 16-byte chunks`. */
  readonly variant: string
  /** `p50`, `MB/s`, `ratio to parser-readline`. */
  readonly metric: string
  readonly value: number
  readonly unit: string
  /** The lowest and the highest round. */
  readonly spread: readonly [lowest: number, highest: number]
  /** How many single measurements there were in all. */
  readonly samples: number
}

/** The median of `rounds`, each made of `samples` measurements. */
export function medianFigure(
  variant: string,
  metric: string,
  unit: string,
  rounds: readonly number[],
  samples = rounds.length,
): Figure {
  return { variant, metric, unit, value: percentile(rounds, 0.5), spread: range(rounds), samples }
}

/** With fewer measurements than this, the 99th percentile is the maximum by another name. */
const MIN_SAMPLES_OF_P99 = 100

/**
 * p50, p99 and maximum of durations measured in rounds. p50 is the median of the rounds' medians; p99 and maximum are of
 * all measurements together, since one round is too short for them.
 */
export function latencyFigures(variant: string, unit: string, rounds: readonly (readonly number[])[]): Figure[] {
  const all = rounds.flat()
  const figure = (metric: string, share: number, value: number): Figure => {
    const spread = range(rounds.map(round => percentile(round, share)))
    return { variant, metric, unit, value, spread, samples: all.length }
  }
  const medians = rounds.map(round => percentile(round, 0.5))
  return [
    figure('p50', 0.5, percentile(medians, 0.5)),
    ...(all.length < MIN_SAMPLES_OF_P99 ? [] : [figure('p99', 0.99, percentile(all, 0.99))]),
    figure('max', 1, percentile(all, 1)),
  ]
}

/** The smallest value that at least `share` of `values` do not exceed; the mean of the two middle ones for 0.5. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (rank: number) => sorted[Math.min(sorted.length - 1, Math.max(0, rank))] ?? Number.NaN
  const rank = Math.ceil(share * sorted.length)
  return share === 0.5 && sorted.length % 2 === 0 ? (at(rank - 1) + at(rank)) / 2 : at(rank - 1)
}

function range(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)]
}
