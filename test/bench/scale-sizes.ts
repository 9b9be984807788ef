import type { RunSettings } from './benchmark.ts'

/** What was measured at one size, a report for each round. */
export interface Sized<Report> {
  readonly size: number
  readonly reports: readonly Report[]
}

/** Measures each size once in each round; which comes first changes from round to round. */
export async function measureSizes<Report>(
  name: string,
  sizes: readonly number[],
  { rounds, progress }: RunSettings,
  measure: (size: number, round: number) => Promise<Report>,
): Promise<readonly Sized<Report>[]> {
  const measured = sizes.map(size => ({ size, reports: [] as Report[] }))
  for (let round = 0; round < rounds; round++) {
    for (const turn of measured.keys()) {
      const one = measured[(turn + round) % measured.length]
      if (!one) continue
      progress(`${name}: round ${round + 1}, ${one.size}`)
      one.reports.push(await measure(one.size, round))
    }
  }
  return measured
}

/** `1 call`, `4 calls`. */
export function countOf(size: number, one: string, several = `${one}s`): string {
  return `${size} ${size === 1 ? one : several}`
}
