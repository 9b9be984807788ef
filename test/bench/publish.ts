import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { benchmarks } from './benchmarks.ts'
import { writePlots } from './plots/write-plots.ts'
import type { Result } from './result.ts'
import { headOf, judgedTable, tableOf } from './table.ts'

const folder = new URL('../../docs/performance/', import.meta.url)
const json = new URL('figures.json', folder)

const introduction = `# Figures

Written by \`npm run bench -- --publish\`; [performance.md](../performance.md) says what they mean, and
[figures.json](figures.json) has the same for programs. A value is the median of the rounds, *rounds* are the lowest and the
highest of them, n is the number of single measurements; p99 and max are of all of them together.
`

/** Puts a result into \`docs/performance\`, in the place of the earlier one of its benchmark. @returns the files that changed. */
export function publish(result: Result): readonly string[] {
  mkdirSync(folder, { recursive: true })
  const others = published().filter(({ benchmark }) => benchmark !== result.benchmark)
  const place = ({ benchmark }: Result) => benchmarks.findIndex(({ name }) => name === benchmark)
  const results = [...others, result].sort((one, other) => place(one) - place(other))
  writeFileSync(json, `${JSON.stringify(results, undefined, 1)}\n`)
  writeFileSync(new URL('figures.md', folder), [introduction, ...results.map(sectionOf)].join('\n'))
  const plots = writePlots(result.benchmark, result.figures, result.measuredOn)
  return ['docs/performance/figures.json', 'docs/performance/figures.md', ...plots]
}

function published(): readonly Result[] {
  try {
    return JSON.parse(readFileSync(json, 'utf8')) as readonly Result[]
  } catch {
    return []
  }
}

function sectionOf(result: Result): string {
  const judged = result.judged.length > 0 ? [judgedTable(result.judged)] : []
  return [`## ${result.benchmark}\n`, `${headOf(result)}\n`, tableOf(result), ...judged].join('\n')
}
