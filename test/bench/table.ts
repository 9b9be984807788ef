import type { Benchmark } from './benchmark.ts'
import type { Figure } from './figure.ts'

/** The figures of a benchmark as a table of plain text, which is also one of Markdown. */
export function tableOf(benchmark: Benchmark, figures: readonly Figure[]): string {
  const head = ['variant', 'metric', 'value', 'rounds', 'n']
  const rows = figures.map(({ variant, metric, value, unit, spread, samples }) => [
    variant,
    metric,
    `${shown(value)} ${unit}`.trim(),
    `${shown(spread[0])} – ${shown(spread[1])}`,
    String(samples),
  ])
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map(row => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  const rule = line(widths.map(width => '-'.repeat(width)))
  return [`${benchmark.name}: ${benchmark.what}`, '', line(head), rule, ...rows.map(line), ''].join('\n')
}

/** Three significant digits, never with an exponent. */
function shown(value: number): string {
  if (!Number.isFinite(value)) return '–'
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)))
  return value.toFixed(Math.min(3, digits))
}
