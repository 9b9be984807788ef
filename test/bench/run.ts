import { parseArgs } from 'node:util'
import { buildProgram } from '../system/support/cellvoice-program.ts'
import { audioBridge } from './audio-bridge.ts'
import { audioFrames } from './audio-frames.ts'
import type { Benchmark, RunSettings } from './benchmark.ts'
import { judgeBudgets } from './budget.ts'
import { coldStart } from './cold-start.ts'
import { environment } from './environment.ts'
import { faces } from './faces.ts'
import { flood } from './flood.ts'
import { idle } from './idle.ts'
import { lostEnd } from './lost-end.ts'
import { parse } from './parse.ts'
import { writePlots } from './plots/write-plots.ts'
import { ring } from './ring.ts'
import { roundTrip } from './round-trip.ts'
import { scaleAudio } from './scale-audio.ts'
import { scaleCalls } from './scale-calls.ts'
import { scaleConference } from './scale-conference.ts'
import { scaleModules } from './scale-modules.ts'
import { scaleUrcs } from './scale-urcs.ts'
import { judgedTable, tableOf } from './table.ts'
import { weight } from './weight.ts'

// npm run bench -- [NAME...] [--rounds 5] [--seed 1] [--json] [--budgets] [--plots]: tables on stdout, or one JSON object; progress on
// stderr. With --budgets the long ones are left out, and the exit code is 1 where a limit is broken; --plots draws how
// cost grows into docs/performance.
const benchmarks: readonly Benchmark[] = [
  parse,
  roundTrip,
  ring,
  lostEnd,
  flood,
  faces,
  idle,
  scaleModules,
  scaleAudio,
  scaleCalls,
  scaleUrcs,
  scaleConference,
  audioFrames,
  audioBridge,
  coldStart,
  weight,
]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    budgets: { type: 'boolean', default: false },
    plots: { type: 'boolean', default: false },
  },
})
const unknown = positionals.filter(name => !benchmarks.some(benchmark => benchmark.name === name))
const rounds = Number(values.rounds)
const seed = Number(values.seed)
if (unknown.length > 0 || !(Number.isInteger(rounds) && rounds > 0) || !Number.isInteger(seed)) {
  console.error(
    `usage: npm run bench -- [${benchmarks.map(({ name }) => name).join('|')}...] [--rounds N] [--seed N] [--json] [--budgets] [--plots]`,
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
const results: object[] = []
let broken = 0
if (!values.json) {
  const versions = Object.entries(measuredOn.versions).map(([name, version]) => `${name} ${version}`)
  console.log(`${measuredOn.cpu}, ${measuredOn.cores} cores, ${measuredOn.kernel}; ${versions.join(', ')}`)
  console.log(`${measuredOn.date}; seed ${seed}, ${rounds} rounds\n`)
}
for (const benchmark of chosen) {
  const figures = await benchmark.run(settings)
  const judged = judgeBudgets(benchmark.budgets ?? [], figures)
  if (values.plots) for (const file of writePlots(benchmark.name, figures, measuredOn)) settings.progress(file)
  results.push({ benchmark: benchmark.name, what: benchmark.what, figures, judged })
  if (!values.json) console.log(tableOf(benchmark, figures))
  if (!values.json && judged.length > 0) console.log(judgedTable(judged))
  broken += judged.filter(({ limit }) => limit === 'broken').length
}
if (values.json) console.log(JSON.stringify({ environment: measuredOn, seed, rounds, results }))
if (values.budgets) {
  console.error(broken === 0 ? 'every limit is kept' : `${broken} limits are broken`)
  process.exitCode = broken === 0 ? 0 : 1
}
