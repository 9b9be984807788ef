import { random } from '../../support/random.ts'
import type { RunSettings } from '../benchmark.ts'
import { type Figure, latencyFigures, medianFigure } from '../figure.ts'
import type { DaemonLine, DaemonPeer } from './dbus-peer.ts'
import { modemManagerRings } from './modem-manager-rings.ts'
import { ofonoRings } from './ofono-rings.ts'

const ENDS_PER_ROUND = 6
/** A call goes on at least this long, and at most twice as long, so that it ends anywhere between two polls. */
const MIN_CALL_MS = 1000
/** Both look at the calls that still ring at least every two seconds. */
const LIMIT_MS = 10_000

/**
 * How soon a client of each daemon is told that the far end has hung up, when no line of the module says so: while the
 * call rings, and, once a round, after it was answered. An end that is never told has no number.
 */
export async function untoldEndFigures(settings: RunSettings): Promise<readonly Figure[]> {
  // They wait nearly all the time, so that they do not disturb each other.
  const figures = await Promise.all([ofonoRings, modemManagerRings].map(peer => figuresOf(peer, settings)))
  return figures.flat()
}

async function figuresOf(peer: DaemonPeer, { seed, rounds, progress }: RunSettings): Promise<readonly Figure[]> {
  const ringing: number[][] = []
  const answered: number[] = []
  for (let round = 0; round < rounds; round++) {
    progress(`lost-end: round ${round + 1}, ${peer.title}`)
    const line = await peer.start()
    if ('missing' in line) {
      progress(`${peer.title} is left out: ${line.missing}`)
      return []
    }
    try {
      const next = random(seed + round)
      const ends: number[] = []
      while (ends.length < ENDS_PER_ROUND) ends.push(await loseEnd(line, 'ringing', MIN_CALL_MS * (1 + next())))
      ringing.push(ends)
      answered.push(await loseEnd(line, 'answered', MIN_CALL_MS))
    } finally {
      await line.close()
    }
  }
  return [
    ...latencyFigures(`${peer.title}, a call that rings`, 'ms', ringing),
    medianFigure(`${peer.title}, a call that was answered`, 'p50', 'ms', answered),
  ]
}

/** Milliseconds, infinitely many when nothing was told. */
async function loseEnd(line: DaemonLine, of: 'ringing' | 'answered', afterMs: number): Promise<number> {
  const rung = line.nextRing()
  await line.ring()
  await rung
  const toldUs = await line.loseEnd({ of, afterMs, limitMs: LIMIT_MS })
  return toldUs === null ? Number.POSITIVE_INFINITY : toldUs / 1000
}
