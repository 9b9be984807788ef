import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { leaksOf } from './leaks.ts'
import { soak } from './soak.ts'

const { values } = parseArgs({
  options: {
    channels: { type: 'string', default: '100' },
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
  },
})
const [channels, minutes, seed] = [Number(values.channels), Number(values.minutes), Number(values.seed)]
console.error(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, seed ${seed}`)
const folder = await mkdtemp(join(tmpdir(), 'cellvoice-soak-'))
try {
  const report = await soak({ channels, minutes, seed, folder, progress: text => console.error(text) })
  console.log(JSON.stringify(report, null, 2))
  const leaks = leaksOf(report)
  for (const leak of leaks) console.error(leak)
  console.error(leaks.length === 0 ? 'Nothing was left behind.' : `${leaks.length} kinds of things were left behind.`)
  if (leaks.length > 0) process.exitCode = 1
} finally {
  await rm(folder, { recursive: true, force: true })
}
