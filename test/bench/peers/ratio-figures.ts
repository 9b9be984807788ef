import { type Figure, medianFigure, percentile } from '../figure.ts'

/** What each variant measured, by its title, one value for each round. */
export type Rounds = ReadonlyMap<string, readonly number[]>

/**
 * How one variant stands to another in `metric`. The ratio is taken within a round, where both had the same machine; the
 * figure is the median of the rounds.
 */
export function ratioFigure(metric: string, values: Rounds, above: string, below: string, name = below): Figure {
  const divisors = values.get(below) ?? []
  const ratios = (values.get(above) ?? []).map((value, round) => value / (divisors[round] ?? Number.NaN))
  return medianFigure(above, `${metric} ÷ ${name}`, '', ratios)
}

/**
 * How each stands to the floor, and one to each of the others and to the best of them.
 *
 * @param metric what is compared, of which less is better.
 * @param ours the variant that is held against the others.
 * @param floor the variant that does nothing but what must be done; it need not be there.
 */
export function ratioFigures(metric: string, values: Rounds, ours: string, floor: string): Figure[] {
  const others = [...values.keys()].filter(title => title !== floor)
  const peers = others.filter(title => title !== ours)
  const median = (title: string) => percentile(values.get(title) ?? [], 0.5)
  const [best] = peers.toSorted((a, b) => median(a) - median(b))
  return [
    ...(values.has(floor) ? others.map(title => ratioFigure(metric, values, title, floor)) : []),
    ...peers.map(title => ratioFigure(metric, values, ours, title)),
    ...(best === undefined ? [] : [ratioFigure(metric, values, ours, best, `the best peer (${best})`)]),
  ]
}
