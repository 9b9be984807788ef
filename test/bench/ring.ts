import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '../../src/index.ts'
import { withTimeLimit } from '../../src/transport/time-limit.ts'
import { random } from '../support/random.ts'
import type { Benchmark } from './benchmark.ts'
import type { Budget } from './budget.ts'
import { type Figure, latencyFigures, percentile } from './figure.ts'
import { inTurns } from './peers/in-turns.ts'
import { ratioFigure, ratioFigures } from './peers/ratio-figures.ts'
import type { RingLine, RingPeer } from './peers/ring-hearer.ts'
import { atDaemonsModule, onTerminal, otherTellings } from './ring-peers.ts'

const RINGS_PER_ROUND = 30
/** The pause before a ring, ms, with up to 20 more by chance, so that rings fall anywhere between two polls. */
const PAUSE_MS = 20
/** No ring takes as long as this; one that does was lost. */
const LOST_MS = 5000

const { ours, floor } = onTerminal
const ahead = (variant: string, of: string): Budget => ({
  variant,
  metric: `p50 ÷ ${of}`,
  bound: 'at most',
  goal: 1,
  limit: 3,
})
const budgets: readonly Budget[] = [
  ahead(ours.title, onTerminal.serialportGsm.title),
  { ...ahead(ours.title, onTerminal.pyserial.title), limit: 6 },
  ...atDaemonsModule.map(({ ours, daemon }) => ahead(ours.title, daemon.title)),
]

/** A listener that is ready for its next ring once its pause is over. */
interface Waiting extends RingLine {
  readonly title: string
  readonly pauseMs: number
  readyAtMs: number
}

/** From the first byte of a ring to its user's being told. */
export const ring: Benchmark = {
  name: 'ring',
  what: 'From the first byte of RING (and +CLIP), written by another process, to the telling of the user who calls.',
  budgets,
  async run({ seed, rounds, progress }) {
    const daemons = atDaemonsModule.flatMap(pair => [pair.ours, pair.daemon])
    const peers = new Set([...Object.values(onTerminal), ...otherTellings, ...daemons])
    const measured = new Map<string, (readonly number[])[]>()
    for (let round = 0; round < rounds; round++) {
      progress(`ring: round ${round + 1}`)
      const next = random(seed + round)
      const starts = new Map([...peers].map(peer => [peer.title, () => startLine(peer)]))
      for (const [title, latencies] of await inTurns(starts, RINGS_PER_ROUND, line => measureRing(line, next))) {
        measured.set(title, [...(measured.get(title) ?? []), latencies])
      }
    }
    return figuresOf(measured)

    async function startLine(peer: RingPeer): Promise<Waiting | null> {
      const line = await peer.start()
      if (!('missing' in line)) return { ...line, title: peer.title, pauseMs: peer.pauseMs ?? PAUSE_MS, readyAtMs: 0 }
      progress(`ring: ${peer.title} is left out: ${line.missing}`)
      peers.delete(peer)
      return null
    }
  },
}

async function measureRing(line: Waiting, next: () => number): Promise<number> {
  const told = line.nextRing()
  await sleep(Math.max(0, line.readyAtMs - performance.now()) + 20 * next())
  await line.ring()
  const latencyUs = await withTimeLimit(systemClock, LOST_MS, told, () => {
    throw new Error(`${line.title} was not told of a ring`)
  })
  await line.hangUp()
  line.readyAtMs = performance.now() + line.pauseMs
  return latencyUs
}

function figuresOf(measured: ReadonlyMap<string, readonly (readonly number[])[]>): Figure[] {
  const medians = new Map([...measured].map(([title, rounds]) => [title, rounds.map(round => percentile(round, 0.5))]))
  const alike = new Map([...medians].filter(([title]) => Object.values(onTerminal).some(peer => peer.title === title)))
  const daemons = atDaemonsModule.filter(pair => medians.has(pair.ours.title) && medians.has(pair.daemon.title))
  return [
    ...[...measured].flatMap(([title, rounds]) => latencyFigures(title, 'µs', rounds)),
    ...ratioFigures('p50', alike, ours.title, floor.title),
    ...daemons.map(({ ours, daemon }) => ratioFigure('p50', medians, ours.title, daemon.title)),
  ]
}
