import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { type KilledRun, killedInCall } from './serve-killed.ts'
import { buildProgram } from './support/cellvoice-program.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, times: { type: 'string', default: '100' } },
})
buildProgram()
const { runs, wrongs } = await killedInCall({ seed: Number(values.seed), times: Number(values.times), onRun: tell })
for (const [left, what] of [
  ['open', 'were open and released'],
  ['ringing', 'still rang here and were answered or released'],
  ['no call', 'were over, or had not come about'],
] as const) {
  const timesMs = runs.filter(run => run.left === left).map(({ settledMs }) => settledMs ?? Number.POSITIVE_INFINITY)
  timesMs.sort((one, other) => one - other)
  const [median, most] = [timesMs[Math.floor(timesMs.length / 2)], timesMs.at(-1)]
  const took = left === 'no call' || timesMs.length === 0 ? '' : `: median ${median} ms, at most ${most} ms`
  console.log(`${timesMs.length} calls ${what}${took}`)
}
const sound = runs.filter(run => run.wrongs.length === 0).length
console.log(`${sound} of ${runs.length} runs are as they should be; load ${loadavg()[0]?.toFixed(1)}`)
for (const wrong of wrongs) console.log(`WRONG ${wrong}`)
if (sound < runs.length || wrongs.length > 0) process.exitCode = 1

function tell({ run, direction, line, killedAfterMs, stateAtKill, left, settledMs, wrongs }: KilledRun): void {
  const facts = `${direction} on ${line}, killed after ${killedAfterMs} ms (${stateAtKill}), ${left}, ${settledMs} ms`
  console.log([`${run}: ${facts}`, ...wrongs.map(wrong => `WRONG ${wrong}`)].join('; '))
}
