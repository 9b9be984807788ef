import { parseArgs } from 'node:util'
import { audioBridge } from './audio-bridge.ts'
import { audioFrames } from './audio-frames.ts'
import type { Benchmark, RunSettings } from './benchmark.ts'
import { environment } from './environment.ts'
import { lostEnd } from './lost-end.ts'
import { parse } from './parse.ts'
import { ring } from './ring.ts'
import { roundTrip } from './round-trip.ts'
import { tableOf } from './table.ts'

// npm run bench -- [NAME...] [--rounds 5] [--seed 1] [--json]: tables on stdout, or one JSON object; progress on stderr.
const benchmarks: readonly Benchmark[] = [parse, roundTrip, ring, lostEnd, audioFrames, audioBridge]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
})
const unknown = positionals.filter(name => !benchmarks.some(benchmark => benchmark.name === name))
const rounds = Number(values.rounds)
const seed = Number(values.seed)
if (unknown.length > 0 || !(Number.isInteger(rounds) && rounds > 0) || !Number.isInteger(seed)) {
  console.error(
    `usage: npm run bench -- [${benchmarks.map(({ name }) => name).join('|')}...] [--rounds N] [--seed N] [--json]`,
  )
  process.exit(2)
}

const settings: RunSettings = { seed, rounds, progress: text => console.error(text) }
const chosen = benchmarks.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
const measuredOn = environment()
const results: object[] = []
if (!values.json) {
  const versions = Object.entries(measuredOn.versions).map(([name, version]) => `${name} ${version}`)
  console.log(`${measuredOn.cpu}, ${measuredOn.cores} cores, ${measuredOn.kernel}; ${versions.join(', ')}`)
  console.log(`${measuredOn.date}; seed ${seed}, ${rounds} rounds\n`)
}
for (const benchmark of chosen) {
  const figures = await benchmark.run(settings)
  results.push({ benchmark: benchmark.name, what: benchmark.what, figures })
  if (!values.json) console.log(tableOf(benchmark, figures))
}
if (values.json) console.log(JSON.stringify({ environment: measuredOn, seed, rounds, results }))
