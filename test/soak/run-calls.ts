import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { callLeaksOf, growthOf } from './call-leaks.ts'
import { soakCalls } from './calls.ts'

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '20000' },
    lines: { type: 'string', default: '16' },
    seed: { type: 'string', default: '1' },
  },
})
const [calls, lines, seed] = [Number(values.calls), Number(values.lines), Number(values.seed)]
console.error(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, seed ${seed}`)
const report = await soakCalls({ calls, lines, seed, progress: text => console.error(text) })
console.log(JSON.stringify(report, null, 2))
const leaks = callLeaksOf(report)
for (const leak of leaks) console.error(leak)
console.error(
  `${report.ended} calls in ${report.realSeconds.toFixed(0)} s (${report.simulatedSeconds.toFixed(0)} s simulated), heap ${growthOf(report).toFixed(2)} MB, ${leaks.length} kinds of things left behind`,
)
if (leaks.length > 0) process.exitCode = 1
