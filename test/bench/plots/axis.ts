/** What is told along one side of a plot. */
export interface Axis {
  /** `modules`, `round trip`. */
  readonly label: string
  /** `ms`; empty for counts. */
  readonly unit: string
  readonly scale: 'linear' | 'log'
}

/** An axis with its ends. */
export interface Range {
  readonly from: number
  readonly to: number
  /** Where it has lines, ascending, both ends included. */
  readonly ticks: readonly number[]
  /** The share of the way from `from` to `to` at which a value lies. */
  share(value: number): number
}

const MAX_LINEAR_TICKS = 6

/**
 * The shortest range with round ends that has all values in it. A linear one begins at 0, so that heights compare; one that
 * is logarithmic has a tick at each 1, 2 and 5, or at each power of ten where that would be too many.
 * @throws Error for no values, for negative ones, and for a logarithmic range of values that are not above 0.
 */
export function rangeOf(values: readonly number[], scale: Axis['scale']): Range {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  if (!Number.isFinite(least) || !Number.isFinite(most)) throw new Error('an axis needs values, each a number')
  if (least < 0 || (scale === 'log' && least === 0)) throw new Error(`${least} is not on a ${scale} axis`)
  return scale === 'log' ? rangeThrough(logTicks(least, most), Math.log10) : rangeThrough(linearTicks(most), same)
}

/** A range whose ticks are the values themselves, for sizes that were chosen and not measured. */
export function rangeAt(values: readonly number[], scale: Axis['scale']): Range {
  const { from, to } = rangeOf(values, scale)
  const ticks = [...new Set(values)].sort((a, b) => a - b)
  const within = scale === 'log' ? ticks : [from, ...ticks.filter(value => value > from)]
  return ticks.length < 2 ? rangeThrough([from, to], same) : rangeThrough(within, scale === 'log' ? Math.log10 : same)
}

const same = (value: number) => value

function rangeThrough(ticks: readonly number[], position: (value: number) => number): Range {
  const from = ticks[0] ?? 0
  const to = ticks.at(-1) ?? 1
  const start = position(from)
  const length = position(to) - start
  return { from, to, ticks, share: value => (position(value) - start) / length }
}

function linearTicks(most: number): number[] {
  const raw = (most || 1) / MAX_LINEAR_TICKS
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = power * ([1, 2, 2.5, 5].find(factor => factor * power >= raw) ?? 10)
  const count = Math.ceil((most || 1) / step - 1e-9)
  return Array.from({ length: count + 1 }, (_, tick) => rounded(tick * step))
}

function logTicks(least: number, most: number): number[] {
  const isSame = least === most
  const steps = roundSteps(isSame ? least / 2 : least, isSame ? most * 2 : most, [1, 2, 5])
  return steps.length <= 9 ? steps : roundSteps(least, most, [1])
}

/** From the last step that is not above `least` to the first that is not below `most`. */
function roundSteps(least: number, most: number, factors: readonly number[]): number[] {
  const steps: number[] = []
  for (let exponent = Math.floor(Math.log10(least)) - 1; 10 ** exponent < most * 10; exponent++) {
    steps.push(...factors.map(factor => rounded(factor * 10 ** exponent)))
  }
  const first = steps.findLastIndex(step => step <= least)
  const last = steps.findIndex(step => step >= most)
  return steps.slice(Math.max(0, first), last + 1)
}

/** Without what binary fractions add: 0.30000000000000004. */
function rounded(value: number): number {
  return Number(value.toPrecision(12))
}
