import { setTimeout as sleep } from 'node:timers/promises'
import { startNativeModule } from './bench-module.ts'
import type { Benchmark } from './benchmark.ts'
import type { Budget } from './budget.ts'
import { type Figure, medianFigure } from './figure.ts'
import type { Flooded } from './module-request.ts'
import { type CoresApart, coresApart } from './native/cores-apart.ts'
import { NO_COMPILER } from './native/native-program.ts'
import type { Counted } from './peers/contestant-request.ts'
import { type Contestant, cellvoice, contestants, floor, presentContestants, pyserial } from './peers/contestants.ts'
import { inTurns } from './peers/in-turns.ts'
import { ratioFigures } from './peers/ratio-figures.ts'

/** What 921 600 Bd, the highest rate in common use, carry with start and stop bit. */
const BYTES_PER_SECOND = 92_160
/** Whoever cannot keep up with this loses lines then, which do not count. */
const WARM_UP_BYTES_PER_SECOND = 10 * BYTES_PER_SECOND
/** What a UART hands over at a time, a full-speed USB endpoint, a high-speed one. */
const PIECES = [16, 64, 512] as const
const TURNS = 2
const SECONDS_PER_TURN = 1

/** What is still on its way when the flood is over has come by then. */
const SETTLE_MS = 500
const LOOK_MS = 50

const variant = (title: string, pieceBytes: number) => `${title}, pieces of ${pieceBytes} B`
const budgets: readonly Budget[] = PIECES.flatMap((pieceBytes): Budget[] => [
  {
    variant: variant(cellvoice.title, pieceBytes),
    metric: `processor time ÷ ${pyserial.title}`,
    bound: 'at most',
    goal: 1,
    limit: 2,
  },
  // A process that a busy machine keeps waiting for 100 ms loses what the terminal cannot hold.
  { variant: variant(cellvoice.title, pieceBytes), metric: 'lost lines', bound: 'at most', goal: 0, limit: 50 },
])

/** What a flood came to. */
interface Outcome {
  readonly cpuUs: number
  readonly lost: number
}

/** What unsolicited lines cost that come as fast as a wire can carry them. */
export const flood: Benchmark = {
  name: 'flood',
  what: `+CREG lines without a pause at ${BYTES_PER_SECOND} B/s, over a pty: what reading and understanding them costs, and whether one is lost.`,
  budgets,
  async run({ rounds, progress }) {
    const present = await presentContestants(contestants, text => progress(`flood: ${text}`))
    if (!present.includes(floor)) {
      progress(`flood: left out, its module needs what is missing: ${NO_COMPILER}`)
      return []
    }
    const cores = coresApart()
    const starts = new Map(present.map(contestant => [contestant.title, () => startLine(contestant, cores)]))
    const outcomes = new Map(PIECES.map(pieceBytes => [pieceBytes, new Map<string, Outcome[]>()]))
    for (let round = 0; round < rounds; round++) {
      progress(`flood: round ${round + 1}`)
      for (const [title, turns] of await inTurns(starts, TURNS, line => line.floods())) {
        for (const [at, pieceBytes] of PIECES.entries()) {
          const measured = outcomes.get(pieceBytes)
          measured?.set(title, [...(measured.get(title) ?? []), together(turns.flatMap(turn => turn[at] ?? []))])
        }
      }
    }
    return [...outcomes].flatMap(([pieceBytes, measured]) =>
      figuresOf(measured).map(figure => ({ ...figure, variant: variant(figure.variant, pieceBytes) })),
    )
  },
}

async function startLine(contestant: Contestant, { module: moduleCores, host }: CoresApart) {
  const module = await startNativeModule({ dsci: false, clip: true }, moduleCores)
  if (!module) throw new Error(NO_COMPILER)
  const running = await contestant.start(module.path, 'flood', host)
  const counted = () => running.ask<Counted>({ do: 'counted' })
  const floodIn = async (pieceBytes: number): Promise<Outcome> => {
    await running.ask({ do: 'start-counting' })
    const sent = await module.flood({ bytesPerSecond: BYTES_PER_SECOND, pieceBytes, seconds: SECONDS_PER_TURN })
    return outcomeOf(sent, await settled(sent.lines, counted))
  }
  // Warms up: as many lines as are measured later in several rounds.
  await module.flood({ bytesPerSecond: WARM_UP_BYTES_PER_SECOND, pieceBytes: PIECES[1], seconds: SECONDS_PER_TURN })
  await sleep(SETTLE_MS)
  return {
    /** One with pieces of each size. */
    async floods() {
      const outcomes: Outcome[] = []
      for (const pieceBytes of PIECES) outcomes.push(await floodIn(pieceBytes))
      return outcomes
    },
    async close() {
      await running.end()
      await module.end()
    },
  }
}

/** What was counted once all has come, or nothing more comes. */
async function settled(sentLines: number, counted: () => Promise<Counted>): Promise<Counted> {
  let count = await counted()
  for (let waitedMs = 0; count.lines < sentLines && waitedMs < SETTLE_MS; waitedMs += LOOK_MS) {
    await sleep(LOOK_MS)
    count = await counted()
  }
  return count
}

/** A gap in the numbers means a line lost even where the count is right, as when another came twice. */
function outcomeOf({ lines }: Flooded, counted: Counted): Outcome {
  return { cpuUs: counted.cpuUs, lost: Math.max(lines - counted.lines, counted.gaps) }
}

function together(turns: readonly Outcome[]): Outcome {
  const sum = (part: keyof Outcome) => turns.reduce((total, turn) => total + turn[part], 0)
  return { cpuUs: sum('cpuUs'), lost: sum('lost') }
}

function figuresOf(measured: ReadonlyMap<string, readonly Outcome[]>): Figure[] {
  const seconds = TURNS * SECONDS_PER_TURN
  const own = [...measured].flatMap(([title, rounds]) => {
    const figure = (metric: string, unit: string, of: (outcome: Outcome) => number) =>
      medianFigure(title, metric, unit, rounds.map(of))
    return [
      figure('processor time', '% of a core', ({ cpuUs }) => cpuUs / 1e4 / seconds),
      figure('lost lines', '', ({ lost }) => lost),
    ]
  })
  const cpu = new Map([...measured].map(([title, rounds]) => [title, rounds.map(({ cpuUs }) => cpuUs)]))
  return [...own, ...ratioFigures('processor time', cpu, cellvoice.title, floor.title)]
}
