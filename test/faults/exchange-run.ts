import type { ManualClock } from '../../src/base/manual-clock.ts'
import type { Exchange } from '../../src/exchange/exchange.ts'
import type { Leg } from '../../src/exchange/leg.ts'
import type { Fault, SimulatedModule } from '../../src/simulator/index.ts'
import { eightLines } from './eight-lines.ts'

const ROUNDS = 2
const STEP_MS = 100
/** One line dials after the other. */
const APART_MS = 120
const ROUND_MS = 6_000
const TALK_MS = 1_200
/** The line may have to find its place in the conversation before, which takes seconds. */
const NEXT_CALL_LIMIT_MS = 15_000
/** These go on for a while after their faults were stopped: a module that starts, lines that are late. */
const lasting: ReadonlySet<Fault['kind']> = new Set(['reset', 'stall', 'delay', 'hold', 'split'])
const START_MS = 25_000
/** A line may take so long to be ready and free again: a time-out of 90 s twice, and a start of the module. */
const RECOVERY_LIMIT_MS = 300_000

/** What became of the calls of eight lines, of which the first has a fault. */
export interface ExchangeRun {
  /** From dialling to the answer on the healthy lines, ms, each line and round; NaN for a call that was not answered. */
  readonly setUpMs: readonly number[]
  readonly legs: number
  readonly struck: number
  readonly wrongs: readonly string[]
  /** From the end of the fault until the line was ready and free, ms. */
  readonly recoveryMs: number
}

/** Lets eight lines make calls, while `faults` strike the first of them. */
export async function exchangeRun(faults: readonly Fault[]): Promise<ExchangeRun> {
  const { clock, modules, friends, exchange: open } = await eightLines()
  const legs = new Map<Leg, { ended: number; cause: string | null }>()
  open.onLeg(leg => watch(leg, legs))
  const first = modules[0] as SimulatedModule
  const injected = first.inject(...faults)
  const setUpMs: number[] = []
  const wrongs: string[] = []
  /** Calls of the first line that are still being made: a dial that was lost takes the line until it is given up. */
  let unfinished = 0
  for (let round = 0; round < ROUNDS; round++) {
    const startMs = clock.now()
    const calls = friends.map((friend, index) => oneCall(open, clock, `line-${index}`, friend, index * APART_MS))
    // The line with the fault may take as long as it likes.
    unfinished++
    void calls[0]?.then(() => unfinished--)
    let waiting = calls.length - 1
    for (const call of calls.slice(1)) {
      void call.then(ms => {
        setUpMs.push(ms)
        waiting--
      })
    }
    while (clock.now() < startMs + ROUND_MS || (waiting > 0 && clock.now() < startMs + 60_000)) {
      await clock.advance(STEP_MS)
    }
    if (waiting > 0) wrongs.push(`${waiting} healthy lines hang in round ${round + 1}`)
  }
  injected.stop()
  const stoppedMs = clock.now()
  if (faults.some(({ kind }) => lasting.has(kind))) await clock.advance(START_MS)
  const isWell = () =>
    unfinished === 0 &&
    open.lines.every(line => line.state.kind === 'ready' && line.legs.length === 0) &&
    open.legs.length === 0 &&
    modules.every(module => module.truth().length === 0)
  const recover = async () => {
    const endMs = clock.now() + RECOVERY_LIMIT_MS
    while (!isWell() && clock.now() < endMs) {
      for (const leg of open.legs) void leg.hangUp().catch(() => {})
      await clock.advance(250)
    }
    return isWell()
  }
  const nextCall = async () => {
    let setUp: number | undefined
    void oneCall(open, clock, 'line-0', friends[0] as string, 0).then(ms => {
      setUp = ms
    })
    const givenUpMs = clock.now() + NEXT_CALL_LIMIT_MS
    while (setUp === undefined && clock.now() < givenUpMs) await clock.advance(STEP_MS)
    return (setUp ?? 0) > 0
  }
  const isRecovered = await recover()
  const recoveryMs = clock.now() - stoppedMs
  if (!isRecovered) {
    const states = open.lines.map(({ name, state, legs: left }) => `${name} ${state.kind} ${left.length}`)
    const truth = modules.map(module => module.truth().map(call => call.state))
    wrongs.push(`not recovered: ${states.slice(0, 2).join(', ')}; module has ${truth.flat().join(' ') || 'no call'}`)
  } else if (!(await nextCall()) && !((await recover()) && (await nextCall()))) {
    // What was lost before the fault ended may cost the line its first call after it, and a port, but no more.
    wrongs.push('the next call of the line does not come through')
  }
  await clock.advance(1_000)
  for (const [leg, { ended, cause }] of legs) {
    if (ended !== 1) wrongs.push(`${leg.id} on ${leg.line} ended ${ended} times`)
    else if (cause === null) wrongs.push(`${leg.id} on ${leg.line} has no cause`)
  }
  let isClosed = false
  void open.close().then(() => {
    isClosed = true
  })
  while (!isClosed) await clock.advance(100)
  return { setUpMs, legs: legs.size, struck: injected.struck, wrongs, recoveryMs }
}

function watch(leg: Leg, legs: Map<Leg, { ended: number; cause: string | null }>): void {
  // The end of a call may be the first that is seen of it.
  const account = { ended: leg.state === 'ended' ? 1 : 0, cause: null as string | null }
  legs.set(leg, account)
  leg.onState(state => {
    if (state === 'ended') account.ended++
  })
  void leg.ended.then(({ cause }) => {
    account.cause = cause.name
  })
}

/** @returns how long the answer took, ms; NaN where there was none. */
async function oneCall(
  exchange: Exchange,
  clock: ManualClock,
  line: string,
  number: string,
  afterMs: number,
): Promise<number> {
  await pause(clock, afterMs)
  const startMs = clock.now()
  try {
    const leg = await exchange.dial(number, { line: { kind: 'name', name: line } })
    const setUpMs = await answerOf(leg, clock, startMs)
    await pause(clock, TALK_MS)
    await leg.hangUp()
    return setUpMs
  } catch {
    return Number.NaN
  }
}

function answerOf(leg: Leg, clock: ManualClock, startMs: number): Promise<number> {
  if (leg.state === 'active') return Promise.resolve(clock.now() - startMs)
  return new Promise(resolve => {
    leg.onState(state => {
      if (state === 'active') resolve(clock.now() - startMs)
    })
    void leg.ended.then(() => resolve(Number.NaN))
  })
}

function pause(clock: ManualClock, ms: number): Promise<void> {
  return new Promise(resolve => {
    clock.setTimer(ms, resolve)
  })
}
