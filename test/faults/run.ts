import { parseArgs } from 'node:util'
import type { FamilyName } from '../../src/simulator/index.ts'
import { type CutCase, cutCases, cutSweep } from './cut-sweep.ts'
import { exchangeSweep } from './exchange-sweep.ts'

const { values } = parseArgs({
  options: {
    families: { type: 'string', default: 'ec25,ec200u,ec600n,generic' },
    seeds: { type: 'string', default: '100' },
    only: { type: 'string', default: 'cuts,exchange' },
  },
})
const parts = values.only.split(',')
const maxShown = 100
const maxChange = 0.1
let failed = 0

if (parts.includes('cuts')) await runCuts(values.families.split(',') as FamilyName[])
if (parts.includes('exchange')) await runExchange(Number(values.seeds))
if (failed > 0) process.exitCode = 1
console.log(failed === 0 ? 'Nothing failed.' : `${failed} failures.`)

/** Every byte, every line, every step of every call, on each family. */
async function runCuts(families: readonly FamilyName[]): Promise<void> {
  let runs = 0
  for (const family of families) {
    const cases = await cutCases(family)
    const progress = (done: number) => {
      if (done % 1_000 === 0) console.error(`${family}: ${done} of ${cases.length}`)
    }
    const report = await cutSweep(cases, progress)
    runs += report.runs
    console.log(`${family}: ${report.runs} runs`)
    for (const [what, count] of report.byWhat) console.log(`  ${String(count).padStart(5)} ${what}`)
    const [slowest] = report.slowest
    if (slowest) console.log(`  ready and free again after ${slowest.recoveryMs} ms at most: ${nameOf(slowest)}`)
    if (report.unstruck > 0) fail(`${report.unstruck} faults found nothing to strike`)
    for (const one of report.failures) fail(`${nameOf(one)}: ${one.wrongs.join('; ')}`)
  }
  console.log(`${runs} calls were cut, reset or lost a line.`)
}

/** Each kind of fault on one of eight lines. */
async function runExchange(count: number): Promise<void> {
  const seeds = Array.from({ length: count }, (_, index) => index + 1)
  let [runs, kinds] = [0, 0]
  for await (const { kind, failures, worstChange, slowestRecoveryMs, unstruck, ...report } of exchangeSweep(seeds)) {
    runs += report.runs
    kinds++
    const change = `set-up of others changed by ${(worstChange * 100).toFixed(1)} % at most`
    const misses = unstruck > 0 ? `, ${unstruck} times nothing to strike` : ''
    console.log(`  ${kind}: ${report.runs} runs, ${change}, recovered after ${slowestRecoveryMs} ms at most${misses}`)
    if (worstChange > maxChange) fail(`${kind}: ${change}`)
    for (const failure of failures) fail(`${kind}, ${failure}`)
  }
  console.log(`${kinds} kinds of fault, ${runs} runs of eight lines.`)
}

function nameOf({ family, script, what, fault }: CutCase): string {
  return `${family}, ${script}, ${what} ${JSON.stringify(fault)}`
}

function fail(what: string): void {
  if (failed++ < maxShown) console.log(`FAILED ${what}`)
}
