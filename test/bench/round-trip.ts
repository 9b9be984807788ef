import { startQuickestModule } from './bench-module.ts'
import type { Benchmark } from './benchmark.ts'
import type { Budget } from './budget.ts'
import { type Figure, latencyFigures, medianFigure, percentile } from './figure.ts'
import { type CoresApart, coresApart } from './native/cores-apart.ts'
import type { RoundTrips } from './peers/contestant-request.ts'
import { type Contestant, cellvoice, contestants, floor, presentContestants } from './peers/contestants.ts'
import { inTurns } from './peers/in-turns.ts'
import { ratioFigures } from './peers/ratio-figures.ts'

/** By then what runs for each command is compiled, in every language that compiles while it runs. */
const WARM_UP_COMMANDS = 5000
/** Many and short, so that what else the machine does meets all alike. */
const TURNS = 25
const COMMANDS_PER_TURN = 40

const OF_WHAT_IS_ALLOWED = 'p50 ÷ (1.3 × C floor + 30 µs)'
const budgets: readonly Budget[] = [
  { variant: cellvoice.title, metric: OF_WHAT_IS_ALLOWED, bound: 'at most', goal: 1, limit: 1.2 },
  { variant: cellvoice.title, metric: 'p50 ÷ pyserial', bound: 'at most', goal: 1, limit: 2 },
  { variant: cellvoice.title, metric: 'p50 ÷ serialport-gsm', bound: 'at most', goal: 1, limit: 1.5 },
]

/** How long a command takes that the module answers at once. */
export const roundTrip: Benchmark = {
  name: 'round-trip',
  what: 'From the sending of AT to its OK, over a pty, answered by another process; no line speed is simulated.',
  budgets,
  async run({ rounds, progress }) {
    const present = await presentContestants(contestants, text => progress(`round-trip: ${text}`))
    const cores = coresApart()
    const starts = new Map(present.map(contestant => [contestant.title, () => startLine(contestant, cores)]))
    const measured = new Map<string, RoundTrips[]>(present.map(({ title }) => [title, []]))
    for (let round = 0; round < rounds; round++) {
      progress(`round-trip: round ${round + 1}`)
      const turns = await inTurns(starts, TURNS, line => line.roundTrips(COMMANDS_PER_TURN))
      for (const [title, results] of turns) measured.get(title)?.push(together(results))
    }
    return figuresOf(measured)
  },
}

/** A contestant at a module of its own, warmed up. */
async function startLine(contestant: Contestant, { module: moduleCores, host }: CoresApart) {
  const module = await startQuickestModule({ dsci: true, clip: true }, moduleCores)
  const running = await contestant.start(module.path, 'round-trip', host)
  const roundTrips = (count: number) => running.ask<RoundTrips>({ do: 'round-trips', count })
  await roundTrips(WARM_UP_COMMANDS)
  return {
    roundTrips,
    async close() {
      await running.end()
      await module.end()
    },
  }
}

function together(turns: readonly RoundTrips[]): RoundTrips {
  const sum = (part: 'elapsedUs' | 'cpuUs') => turns.reduce((total, turn) => total + turn[part], 0)
  return { latenciesUs: turns.flatMap(turn => turn.latenciesUs), elapsedUs: sum('elapsedUs'), cpuUs: sum('cpuUs') }
}

function figuresOf(measured: ReadonlyMap<string, readonly RoundTrips[]>): Figure[] {
  const each = (of: (round: RoundTrips) => number) =>
    new Map([...measured].map(([title, rounds]) => [title, rounds.map(of)]))
  const medians = each(({ latenciesUs }) => percentile(latenciesUs, 0.5))
  const own = [...measured].flatMap(([title, rounds]) => {
    const latencies = rounds.map(round => round.latenciesUs)
    const perSecond = rounds.map(({ elapsedUs, latenciesUs }) => (latenciesUs.length / elapsedUs) * 1e6)
    const cpu = rounds.map(({ cpuUs, latenciesUs }) => cpuUs / latenciesUs.length)
    return [
      ...latencyFigures(title, 'µs', latencies),
      medianFigure(title, 'commands/s', '', perSecond),
      medianFigure(title, 'processor time of a command', 'µs', cpu),
    ]
  })
  return [...own, ...ratioFigures('p50', medians, cellvoice.title, floor.title), ...ofWhatIsAllowed(medians)]
}

function ofWhatIsAllowed(medians: ReadonlyMap<string, readonly number[]>): Figure[] {
  const floors = medians.get(floor.title)
  const ours = medians.get(cellvoice.title)
  if (!floors || !ours) return []
  const shares = ours.map((us, round) => us / (1.3 * (floors[round] ?? Number.NaN) + 30))
  return [medianFigure(cellvoice.title, OF_WHAT_IS_ALLOWED, '', shares)]
}
