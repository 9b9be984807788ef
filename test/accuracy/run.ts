import { mkdir } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { knownMisses } from './known-misses.ts'
import type { AccuracyRow, Measurement } from './row.ts'
import { topics } from './topics.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    short: { type: 'boolean', default: false },
    development: { type: 'boolean', default: false },
    folder: { type: 'string', default: join(tmpdir(), 'cellvoice-accuracy') },
    json: { type: 'boolean', default: false },
  },
})

const unknown = positionals.filter(name => !(name in topics))
if (unknown.length > 0) {
  console.error(`Unknown topic ${unknown.join(', ')}; there are: ${Object.keys(topics).join(', ')}`)
  process.exit(2)
}

const measurement: Measurement = {
  seed: Number(values.seed),
  size: values.short ? 'short' : 'full',
  half: values.development ? 'development' : 'evaluation',
  folder: values.folder,
  progress: text => console.error(text),
}
await mkdir(values.folder, { recursive: true })

const { size, half, seed } = measurement
console.error(
  `Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, seed ${seed}, ${size}, ${half} half`,
)
const missed: string[] = []
for (const [name, topic] of Object.entries(topics)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  for await (const row of topic(measurement)) {
    if (!row.met) missed.push(`${name} ${row.id}`)
    console.log(values.json ? JSON.stringify({ topic: name, ...row }) : textOf(row))
  }
}
console.error(missed.length === 0 ? 'Every goal is met.' : `${missed.length} rows miss their goal.`)
// The full run reports; the short one guards.
const regressions = values.short ? missed.filter(row => !(row in knownMisses)) : []
if (regressions.length > 0) {
  console.error(`Regressions: ${regressions.join(', ')}`)
  process.exitCode = 1
}

function textOf({ id, stimulus, goal, figure, met, peers = [], note }: AccuracyRow): string {
  const beside = peers.map(peer => `; ${peer.name}: ${peer.figure}`).join('')
  return `${met ? 'met ' : 'MISS'} ${id.padEnd(4)} ${stimulus}: ${figure} (goal ${goal})${beside}${note ? ` -- ${note}` : ''}`
}
