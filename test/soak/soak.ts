import { Hangup } from '../../src/api/channel/words/exceptions.ts'
import type { Exchange } from '../../src/exchange/exchange.ts'
import type { Leg } from '../../src/exchange/leg.ts'
import { untilTrue } from '../support/until.ts'
import { type Caller, newCaller, type TrafficCounts } from './caller.ts'
import { type FrameAccounts, frameAccounts } from './frame-accounts.ts'
import { collectGarbage, listenerCensus, liveObjects } from './live-objects.ts'
import { scenarios, serveCall, serveClock } from './scenarios.ts'
import { type SoakWorld, soakWorld } from './soak-world.ts'

/** How much traffic there is. */
export interface SoakOptions {
  readonly channels: number
  readonly minutes: number
  readonly seed: number
  /** Where prompts and recordings are. */
  readonly folder: string
  progress(text: string): void
}

/** What can be left behind. */
export interface Remains {
  readonly legs: number
  readonly listeners: number
  readonly timers: number
  /** Things that are still alive after garbage was collected, by kind. */
  readonly alive: Readonly<Record<string, number>>
}

/** Memory in use after garbage was collected, and how many legs there had been by then. */
export interface MemoryUse {
  readonly megabytes: number
  readonly legsBegun: number
}

/** What came of the traffic. */
export interface SoakReport {
  readonly lines: number
  readonly exchanges: number
  readonly legsBegun: Readonly<Record<string, number>>
  readonly legsEnded: number
  /** Calls that were up at once, each second: fewest, mean and most, after the first ten seconds. */
  readonly concurrent: { readonly least: number; readonly mean: number; readonly most: number }
  readonly happened: Readonly<Record<string, number>>
  readonly framesHeard: number
  readonly framesWithSound: number
  readonly frames: FrameAccounts
  /** What the modules lost: their buffers ran over, or the process was late. */
  readonly overflows: number
  readonly skipped: number
  /** Before any traffic, after all of it, and after the exchanges were closed. */
  readonly before: Remains
  readonly after: Remains
  readonly closed: Remains
  /** At the start of each minute and at the end of the traffic, still under load. */
  readonly memory: readonly MemoryUse[]
  readonly unexpected: readonly string[]
  readonly realSeconds: number
}

const WARM_UP_S = 10
/** Scenarios that began before the end take no longer than this. */
const LIMIT_MS = 120_000

/** Lets so many callers do what scenarios say, in simulated time, and looks what is left of it. */
export async function soak({ channels, minutes, seed, folder, progress }: SoakOptions): Promise<SoakReport> {
  const startedMs = performance.now()
  const census = listenerCensus()
  const objects = liveObjects()
  const world = await soakWorld(channels, folder)
  const { clock, timers, exchanges, modules, thrown } = world
  const frames = frameAccounts(exchanges, session => objects.watch('sessions', session))
  const legs = watchLegs(exchanges, leg => objects.watch('legs', leg))
  const remains = async (): Promise<Remains> => {
    // What was looked at in this turn of the event loop counts as in use until the next one.
    await new Promise(resolve => setImmediate(resolve))
    const alive = objects.count()
    return { legs: exchanges.flatMap(one => one.legs).length, listeners: census.count(), timers: timers.timers, alive }
  }
  const counts: TrafficCounts = { framesHeard: 0, framesWithSound: 0, happened: new Map() }
  const unexpected: string[] = []
  const stops = exchanges.flatMap(one => [one.serve({}, serveCall), one.serve({ service: 'Clock' }, serveClock)])
  const before = await remains()

  const endMs = clock.now() + 60_000 * minutes
  let busy = 0
  const run = async (caller: Caller) => {
    busy++
    // Not all at once.
    await caller.pause(5_000 * caller.dice())
    while (clock.now() < endMs) {
      await caller
        .pick(scenarios)(caller)
        .catch(error => {
          if (error instanceof Hangup) caller.happened('Hangup')
          else unexpected.push(error instanceof Error ? `${error.name}: ${error.message}` : String(error))
        })
      await caller.hangUpAll()
    }
    busy--
  }
  for (const [index, line] of world.lines.entries()) void run(newCaller(world, line, index, seed, counts))
  const memory: MemoryUse[] = []
  const weigh = async () => {
    memory.push({ megabytes: await megabytesInUse(remains), legsBegun: legs.begun() })
  }
  const up: number[] = []
  for (let second = 0; second < 60 * minutes; second++) {
    if (second % 60 === 0) await weigh()
    await untilTrue(clock, secondOver(world))
    if (second >= WARM_UP_S) up.push(legs.live())
    if (second % 60 === 59)
      progress(
        `minute ${(second + 1) / 60}: ${legs.begun()} legs, ${legs.live()} up, ${memory.at(-1)?.megabytes.toFixed(1)} MB at its start`,
      )
  }
  await weigh()
  await untilTrue(clock, () => busy === 0, LIMIT_MS)
  // Applications that were told of the end late come to theirs.
  await untilTrue(clock, () => legs.live() === 0, LIMIT_MS)
  for (let second = 0; second < 5; second++) await untilTrue(clock, secondOver(world))
  for (const stop of stops) stop()
  const after = await remains()
  const closing = Promise.all(exchanges.map(one => one.close()))
  let isClosed = false
  void closing.then(() => {
    isClosed = true
  })
  await untilTrue(clock, () => isClosed)
  const closed = await remains()
  census.stop()
  return {
    lines: modules.length,
    exchanges: exchanges.length,
    legsBegun: legs.byKind(),
    legsEnded: legs.ended(),
    concurrent: {
      least: Math.min(...up),
      mean: up.reduce((sum, one) => sum + one, 0) / up.length,
      most: Math.max(...up),
    },
    happened: Object.fromEntries([...counts.happened].sort()),
    framesHeard: counts.framesHeard,
    framesWithSound: counts.framesWithSound,
    frames: frames(),
    overflows: modules.reduce((sum, { audioCounters }) => sum + audioCounters.overflows, 0),
    skipped: modules.reduce((sum, { audioCounters }) => sum + audioCounters.skipped, 0),
    before,
    after,
    closed,
    memory,
    unexpected: [...unexpected, ...thrown.map(error => `an application threw ${String(error)}`)],
    realSeconds: (performance.now() - startedMs) / 1000,
  }
}

function secondOver({ clock }: SoakWorld): () => boolean {
  const endMs = clock.now() + 1_000
  return () => clock.now() >= endMs
}

function watchLegs(exchanges: readonly Exchange[], onLeg: (leg: Leg) => void) {
  const begun: Record<string, number> = {}
  let ended = 0
  const sum = () => Object.values(begun).reduce((total, one) => total + one, 0)
  for (const exchange of exchanges) {
    exchange.onLeg(leg => {
      const kind = `${leg.kind} ${leg.direction}`
      begun[kind] = (begun[kind] ?? 0) + 1
      onLeg(leg)
      void leg.ended.then(() => ended++)
    })
  }
  return { byKind: () => begun, begun: sum, ended: () => ended, live: () => sum() - ended }
}

async function megabytesInUse(forget: () => Promise<unknown>): Promise<number> {
  // The census itself keeps something of each thing that was, until it looks for it.
  await forget()
  await new Promise(resolve => setImmediate(resolve))
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}
