import type { KeptOrNot } from './budget.ts'
import type { Measuring, Result } from './result.ts'

/** Where, when and how it was measured. */
export function headOf({ measuredOn, seed, rounds }: Measuring): string {
  const { cpu, cores, kernel, versions, date } = measuredOn
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return `${cpu}, ${cores} cores, ${kernel}; ${named.join(', ')}. ${date}; seed ${seed}, ${rounds} rounds.`
}

/** The figures of a benchmark as a table of plain text, which is also one of Markdown. */
export function tableOf({ benchmark, what, figures }: Pick<Result, 'benchmark' | 'what' | 'figures'>): string {
  const head = ['variant', 'metric', 'value', 'rounds', 'n']
  const rows = figures.map(({ variant, metric, value, unit, spread, samples }) => [
    variant,
    metric,
    `${shown(value)} ${unit}`.trim(),
    `${shown(spread[0])} – ${shown(spread[1])}`,
    String(samples),
  ])
  return [`${benchmark}: ${what}`, '', ...tableLines(head, rows), ''].join('\n')
}

/** Goals and limits beside what was measured. */
export function judgedTable(judged: readonly KeptOrNot[]): string {
  const head = ['figure', 'measured', 'goal', '', 'limit of CI', '']
  const rows = judged.map(({ budget: { variant, metric, bound, goal, limit: bar }, figure, goal: reached, limit }) => [
    `${variant}: ${metric}`,
    shown(figure.value),
    `${bound} ${shown(goal)}`,
    reached,
    bar === undefined ? '' : `${bound} ${shown(bar)}`,
    bar === undefined ? '' : limit,
  ])
  return [...tableLines(head, rows), ''].join('\n')
}

function tableLines(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map(row => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  const rule = line(widths.map(width => '-'.repeat(width)))
  return [line(head), rule, ...rows.map(line)]
}

/** Three significant digits, never with an exponent. */
function shown(value: number): string {
  if (!Number.isFinite(value)) return '–'
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)))
  return value.toFixed(Math.min(3, digits))
}
