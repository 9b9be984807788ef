import { setTimeout as sleep } from 'node:timers/promises'
import { type CallEvent, type Modem, openModem, systemClock } from '../../src/index.ts'
import { withTimeLimit } from '../../src/transport/time-limit.ts'
import { random } from '../support/random.ts'
import { type BenchModule, millisecondsSince, startBenchModule } from './bench-module.ts'
import type { Benchmark, RunSettings } from './benchmark.ts'
import { type Figure, latencyFigures } from './figure.ts'
import { untoldEndFigures } from './peers/dbus-untold-end.ts'

const CALLS_PER_ROUND = 6
/** A call lasts at least this long, and at most twice as long, so that it ends anywhere between two polls. */
const MIN_CALL_MS = 1000

/** No change takes as long as this to be noticed. */
const NEVER_MS = 10_000

/** What one lost end cost. */
interface Loss {
  readonly fromEndMs: number
  readonly fromListMs: number
}

const variants = [
  { title: 'cellvoice, module with ^DSCI', telling: { clip: true, dsci: true } },
  { title: 'cellvoice, module without', telling: { clip: true, dsci: false } },
] as const
type Variant = (typeof variants)[number]

/** How soon an end is noticed that the module does not tell. */
export const lostEnd: Benchmark = {
  name: 'lost-end',
  long: true,
  what: 'The far end hangs up and no line says so (NO CARRIER and ^DSCI lost): to the ended event, from the end and from the first list reply without the call.',
  // It is polled: how fast the machine is plays next to no part.
  budgets: variants.map(({ title }) => ({
    variant: `${title}, from the end`,
    metric: 'max',
    bound: 'at most',
    goal: 500,
    limit: 600,
  })),
  async run(settings) {
    const rounds = new Map<Variant, Loss[][]>(variants.map(variant => [variant, []]))
    for (let round = 0; round < settings.rounds; round++) {
      for (const variant of variants) rounds.get(variant)?.push(await measureRound(variant, settings, round))
    }
    const own = [...rounds].flatMap(([{ title }, losses]) => figuresOf(title, losses))
    return [...own, ...(await untoldEndFigures(settings))]
  },
}

function figuresOf(title: string, rounds: readonly (readonly Loss[])[]): Figure[] {
  return [
    ...latencyFigures(
      `${title}, from the end`,
      'ms',
      rounds.map(round => round.map(loss => loss.fromEndMs)),
    ),
    ...latencyFigures(
      `${title}, from the list`,
      'ms',
      rounds.map(round => round.map(loss => loss.fromListMs)),
    ),
  ]
}

async function measureRound(variant: Variant, { seed, progress }: RunSettings, round: number): Promise<Loss[]> {
  progress(`lost-end: round ${round + 1}, ${variant.title}`)
  const next = random(seed + round)
  const module = await startBenchModule(variant.telling)
  const modem = await openModem({ path: module.path })
  const losses: Loss[] = []
  for (let count = 0; count < CALLS_PER_ROUND; count++) {
    losses.push(await loseEnd(modem, module, MIN_CALL_MS * (1 + next())))
  }
  await modem.close()
  await module.end()
  return losses
}

async function loseEnd(modem: Modem, module: BenchModule, callMs: number): Promise<Loss> {
  const call = await modem.dial('15550100')
  await until(modem, event => event.kind === 'state' && event.call.state === 'active')
  await sleep(callMs)
  const ended = until(modem, event => event.kind === 'ended')
  const endedAt = await module.ask({ do: 'vanish' })
  const noticedAt = await ended
  const listedAt = await module.ask({ do: 'first-list-without' })
  await call.ended
  if (endedAt === null || listedAt === null) throw new Error('the call ended before the list was without it')
  return { fromEndMs: millisecondsSince(endedAt, noticedAt), fromListMs: millisecondsSince(listedAt, noticedAt) }
}

/** Resolves with the time of the first call event that `isIt`, ns of CLOCK_MONOTONIC. */
function until(modem: Modem, isIt: (event: CallEvent) => boolean): Promise<bigint> {
  const seen = new Promise<bigint>(resolve => {
    const subscription = modem.events$.subscribe(event => {
      if (event.kind !== 'call' || !isIt(event.event)) return
      resolve(process.hrtime.bigint())
      subscription.unsubscribe()
    })
  })
  return withTimeLimit(systemClock, NEVER_MS, seen, () => {
    throw new Error('the call neither came up nor ended')
  })
}
