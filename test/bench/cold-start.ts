import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { openPtyPair } from '../support/pty-pair.ts'
import { buildProgram, programPath } from '../system/support/cellvoice-program.ts'
import type { Benchmark } from './benchmark.ts'
import type { Budget } from './budget.ts'
import { type Figure, medianFigure, percentile } from './figure.ts'

const RUNS_PER_ROUND = 20
const FLOOR = 'node -e 0'
const FIRST_BYTE = 'cellvoice at, first byte on the port'
const OVER_FLOOR = `over ${FLOOR}`
const RATIO = `ratio to ${FLOOR}`

/** What is started, and how long that took, in milliseconds. */
const variants: Readonly<Record<string, () => number | Promise<number>>> = {
  [FLOOR]: () => untilExit(['-e', '0']),
  'cellvoice --version': () => untilExit([programPath, '--version']),
  'cellvoice --help': () => untilExit([programPath, '--help']),
  'cellvoice ports': () => untilExit([programPath, 'ports']),
  [FIRST_BYTE]: () => untilFirstByte(path => [programPath, 'at', 'ATI', '--port', path]),
}

/** How long the command line takes before it does anything. */
export const coldStart: Benchmark = {
  name: 'cold-start',
  what: 'From the start of a process to its end, or to the first byte that it writes to a port (pty), beside a Node that does nothing.',
  // What is wanted is milliseconds, which say little of another machine; what CI refuses is ratios. They leave room for
  // Node 22, which starts in half the time of Node 20 while we take as long.
  budgets: [
    ...budgetsOf('cellvoice --version', { goalMs: 25, ratioLimit: 2.3 }),
    ...budgetsOf(FIRST_BYTE, { goalMs: 60, ratioLimit: 3.5 }),
  ],
  async run({ rounds, progress }) {
    buildProgram()
    const times = new Map<string, number[][]>(Object.keys(variants).map(title => [title, []]))
    for (const start of Object.values(variants)) await start() // The files are read from the disk here.
    for (let round = 0; round < rounds; round++) {
      progress(`cold-start: round ${round + 1}`)
      for (const ofVariant of times.values()) ofVariant.push([])
      for (let run = 0; run < RUNS_PER_ROUND; run++) {
        for (const [title, start] of Object.entries(variants)) {
          const ms = await start()
          times.get(title)?.at(-1)?.push(ms)
        }
      }
    }
    const medians = (title: string) => (times.get(title) ?? []).map(round => percentile(round, 0.5))
    return Object.keys(variants).flatMap(title => figuresOf(title, medians(title), medians(FLOOR)))
  },
}

function budgetsOf(variant: string, { goalMs, ratioLimit }: { goalMs: number; ratioLimit: number }): Budget[] {
  return [
    { variant, metric: OVER_FLOOR, bound: 'at most', goal: goalMs },
    { variant, metric: RATIO, bound: 'at most', goal: ratioLimit, limit: ratioLimit },
  ]
}

function figuresOf(title: string, rounds: readonly number[], floor: readonly number[]): Figure[] {
  const samples = rounds.length * RUNS_PER_ROUND
  const figures = [medianFigure(title, 'p50', 'ms', rounds, samples)]
  if (title === FLOOR) return figures
  const compared = (metric: string, unit: string, compare: (ms: number, floorMs: number) => number) =>
    medianFigure(
      title,
      metric,
      unit,
      rounds.map((ms, round) => compare(ms, floor[round] ?? Number.NaN)),
      samples,
    )
  return [
    ...figures,
    compared(OVER_FLOOR, 'ms', (ms, floorMs) => ms - floorMs),
    compared(RATIO, '', (ms, floorMs) => ms / floorMs),
  ]
}

function untilExit(args: readonly string[]): number {
  const started = process.hrtime.bigint()
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' })
  const ms = Number(process.hrtime.bigint() - started) / 1e6
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`)
  return ms
}

/** Nobody answers: from the first byte on it is the module that is waited for, so the command is ended there. */
async function untilFirstByte(argsFor: (path: string) => readonly string[]): Promise<number> {
  const pty = openPtyPair()
  const args = argsFor(pty.path)
  const firstByte = once(pty.module, 'data').then(() => process.hrtime.bigint())
  const started = process.hrtime.bigint()
  const child = spawn(process.execPath, args, { stdio: 'ignore' })
  const exited = once(child, 'exit')
  try {
    const at = await Promise.race([firstByte, exited])
    if (typeof at !== 'bigint') throw new Error(`node ${args.join(' ')} ended before it wrote anything`)
    return Number(at - started) / 1e6
  } finally {
    child.kill('SIGKILL')
    await exited
    pty.hangUp()
  }
}
