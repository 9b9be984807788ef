import { parseArgs } from 'node:util'
import { buildProgram } from '../system/support/cellvoice-program.ts'
import type { Benchmark, RunSettings } from './benchmark.ts'
import { benchmarks } from './benchmarks.ts'
import { judgeBudgets } from './budget.ts'
import { environment } from './environment.ts'
import { publish } from './publish.ts'
import type { Result } from './result.ts'
import { headOf, judgedTable, tableOf } from './table.ts'

// npm run bench -- [NAME...] [--rounds 5] [--seed 1] [--json] [--budgets] [--publish]: tables on stdout, or one JSON object;
// progress on stderr. With --budgets the long ones are left out, and the exit code is 1 where a limit is broken. --publish
// puts what was measured into docs/performance: figures.md, figures.json, and plots of how cost grows.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    budgets: { type: 'boolean', default: false },
    publish: { type: 'boolean', default: false },
  },
})
const unknown = positionals.filter(name => !benchmarks.some(benchmark => benchmark.name === name))
const rounds = Number(values.rounds)
const seed = Number(values.seed)
if (unknown.length > 0 || !(Number.isInteger(rounds) && rounds > 0) || !Number.isInteger(seed)) {
  console.error(
    `usage: npm run bench -- [${benchmarks.map(({ name }) => name).join('|')}...] [--rounds N] [--seed N] [--json] [--budgets] [--publish]`,
  )
  process.exit(2)
}

const settings: RunSettings = { seed, rounds, progress: text => console.error(text) }
const isWanted = ({ name, budgets = [], long }: Benchmark) => {
  if (positionals.length > 0) return positionals.includes(name)
  return !values.budgets || (!long && budgets.some(({ limit }) => limit !== undefined))
}
const chosen = benchmarks.filter(isWanted)
const measuredOn = environment()
// What is measured is the built library, and never a stale one.
buildProgram()
const results: Result[] = []
if (!values.json) console.log(`${headOf({ measuredOn, seed, rounds })}\n`)
for (const benchmark of chosen) {
  const figures = await benchmark.run(settings)
  const judged = judgeBudgets(benchmark.budgets ?? [], figures)
  const result: Result = { benchmark: benchmark.name, what: benchmark.what, measuredOn, seed, rounds, figures, judged }
  results.push(result)
  if (values.publish) for (const file of publish(result)) settings.progress(file)
  if (values.json) continue
  console.log(tableOf(result))
  if (judged.length > 0) console.log(judgedTable(judged))
}
if (values.json) console.log(JSON.stringify({ environment: measuredOn, seed, rounds, results }))
if (values.budgets) {
  const broken = results.flatMap(({ judged }) => judged).filter(({ limit }) => limit === 'broken').length
  console.error(broken === 0 ? 'every limit is kept' : `${broken} limits are broken`)
  process.exitCode = broken === 0 ? 0 : 1
}
