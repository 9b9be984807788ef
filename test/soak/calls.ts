import { VoiceCall } from '../../src/api/voicecall/voice-call.ts'
import { CellvoiceError } from '../../src/base/error.ts'
import { ManualClock } from '../../src/base/manual-clock.ts'
import type { Modem } from '../../src/calls/modem.ts'
import { openModem } from '../../src/calls/open-modem.ts'
import { Exchange } from '../../src/exchange/exchange.ts'
import type { Leg } from '../../src/exchange/leg.ts'
import {
  type FamilyName,
  type SimulatedModule,
  type SimulatedNetwork,
  startSimulator,
} from '../../src/simulator/index.ts'
import { type CountingClock, countingClock } from '../support/counting-clock.ts'
import { noEmergencyTransport } from '../support/no-emergency-transport.ts'
import { random } from '../support/random.ts'
import { collectGarbage, listenerCensus } from './live-objects.ts'

/** What so many calls came to, and what they left. */
export interface CallSoakReport {
  readonly calls: number
  /** Calls that the network set up, and those of them that it still has. */
  readonly ended: number
  readonly outcomes: Readonly<Record<string, number>>
  readonly simulatedSeconds: number
  readonly realSeconds: number
  /** What is in use, MB, after each tenth of the calls. */
  readonly heap: readonly number[]
  readonly left: { readonly timers: number; readonly listeners: number; readonly calls: number }
  /** After closing. */
  readonly closedTimers: number
}

const families: readonly FamilyName[] = ['ec25', 'ec200u', 'ec600n', 'generic']
/** A call is over after this long, or it is lost. */
const LIMIT_MS = 60_000
const STEP_MS = 50

/** One line and what happens to its calls, by its modem alone or as a line of an exchange. */
interface Caller {
  readonly modem: Modem
  readonly module: SimulatedModule
  readonly network: SimulatedNetwork
  dial(number: string): Promise<string>
  answer(): Promise<unknown>
  hangUp(): Promise<unknown>
}

/**
 * Makes so many calls on `lines` lines, half of them with a voiceCall each, half of them of one exchange: answered, busy, given
 * up, rejected, incoming, ended by either side.
 */
export async function soakCalls({
  calls,
  lines = 16,
  seed = 1,
  progress = () => {},
}: {
  readonly calls: number
  readonly lines?: number
  readonly seed?: number
  readonly progress?: (text: string) => void
}): Promise<CallSoakReport> {
  const startedMs = performance.now()
  const census = listenerCensus()
  const clock = new ManualClock()
  const timers = countingClock(clock)
  const { callers, modems, close } = await open(lines, clock, timers)
  const before = { timers: timers.timers, listeners: census.count() + observersOf(modems) }
  const outcomes = new Map<string, number>()
  const heap: number[] = []
  let begun = 0
  let ended = 0
  let busy = 0
  const run = async (caller: Caller, dice: () => number) => {
    busy++
    while (begun < calls) {
      begun++
      const outcome = await oneCall(caller, dice, clock)
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      ended++
      await wait(clock, 300 * dice())
    }
    busy--
  }
  for (const [index, caller] of callers.entries()) void run(caller, random(seed * 1_009 + index))
  const tenth = Math.max(1, Math.floor(calls / 10))
  while (busy > 0) {
    await clock.advance(STEP_MS)
    if (ended < tenth * (heap.length + 1)) continue
    heap.push(await megabytesInUse())
    progress(`${ended} calls, ${heap.at(-1)?.toFixed(2)} MB`)
  }
  // Lists that are still asked for because calls were up.
  await advance(clock, 5_000)
  const left = {
    timers: timers.timers - before.timers,
    listeners: census.count() + observersOf(modems) - before.listeners,
    calls: callers.reduce((sum, { modem, module }) => sum + modem.calls.length + module.truth().length, 0),
  }
  const closing = close()
  await advance(clock, 5_000)
  await closing
  census.stop()
  return {
    calls: begun,
    ended,
    outcomes: Object.fromEntries([...outcomes].sort()),
    simulatedSeconds: clock.now() / 1000,
    realSeconds: (performance.now() - startedMs) / 1000,
    heap,
    left,
    closedTimers: timers.timers,
  }
}

async function oneCall(caller: Caller, dice: () => number, clock: ManualClock): Promise<string> {
  const kinds = [outgoing, outgoing, incoming, refused, givenUp] as const
  const kind = kinds[Math.floor(dice() * kinds.length)] as (typeof kinds)[number]
  try {
    const outcome = await kind(caller, dice, clock)
    const isOver = await holds(clock, () => caller.modem.calls.length === 0 && caller.module.truth().length === 0)
    return isOver ? outcome : `${outcome}, not over after ${LIMIT_MS} ms`
  } catch (error) {
    return `failed: ${CellvoiceError.is(error) ? error.code : String(error)}`
  }
}

type Kind = (caller: Caller, dice: () => number, clock: ManualClock) => Promise<string>

const outgoing: Kind = async (caller, dice, clock) => {
  const dialled = await caller.dial('5550101')
  if (dialled !== 'dialled') return dialled
  if (!(await holds(clock, () => caller.modem.calls[0]?.state === 'active'))) return 'never answered'
  await wait(clock, 3_000 * dice())
  if (dice() < 0.5) await caller.hangUp()
  else caller.network.subscriber('5550101').call?.hangUp()
  return 'answered'
}

const refused: Kind = async (caller, dice) => {
  const number = dice() < 0.5 ? '10010' : '5550301'
  const dialled = await caller.dial(number)
  return dialled === 'dialled' ? `refused by ${number}` : dialled
}

const givenUp: Kind = async (caller, dice, clock) => {
  const dialled = await caller.dial('5550102')
  if (dialled !== 'dialled') return dialled
  await wait(clock, 2_500 * dice())
  await caller.hangUp()
  return 'given up'
}

const incoming: Kind = async (caller, dice, clock) => {
  const call = caller.network.call('5550100', caller.module.number)
  if (!(await holds(clock, () => caller.modem.calls[0]?.state === 'incoming'))) return 'never rang'
  const fate = dice()
  if (fate < 0.2) {
    await caller.hangUp()
    return 'rejected'
  }
  if (fate < 0.4) {
    call.hangUp()
    return 'missed'
  }
  await caller.answer()
  await wait(clock, 3_000 * dice())
  if (fate < 0.7) call.hangUp()
  else await caller.hangUp()
  return 'incoming'
}

async function open(lines: number, clock: ManualClock, timers: CountingClock) {
  const made: { readonly modem: Modem; readonly module: SimulatedModule; readonly network: SimulatedNetwork }[] = []
  for (let index = 0; index < lines; index++) {
    const { network, modules } = await startSimulator({ family: families[index % families.length] ?? 'ec25', clock })
    const [module] = modules
    if (!module) throw new Error('the simulator made no module')
    const transport = noEmergencyTransport(module.transport())
    const modem = await during(clock, openModem({ transport, clock: timers }))
    made.push({ modem, module, network })
  }
  const ofExchange = made.filter((_, index) => index % 8 >= 4)
  const exchange = await during(
    clock,
    Exchange.open({
      lines: ofExchange.map(({ modem }, index) => ({ name: `line-${index}`, modem, audio: 'none' as const })),
      clock: timers,
    }),
  )
  const voiceCalls: VoiceCall[] = []
  const callers = made.map((one): Caller => {
    const line = ofExchange.indexOf(one)
    if (line >= 0) return { ...one, ...byExchange(exchange, `line-${line}`) }
    const voiceCall = new VoiceCall(one.modem, { clock: timers })
    voiceCalls.push(voiceCall)
    voiceCall.setCallback(() => {})
    return { ...one, ...byVoiceCall(voiceCall) }
  })
  await advance(clock, 2_000)
  const close = async () => {
    await exchange.close()
    await Promise.all(voiceCalls.map(one => one.close()))
    await Promise.all(made.map(({ modem }) => modem.close()))
  }
  return { callers, modems: made.map(({ modem }) => modem), close }
}

function byVoiceCall(voiceCall: VoiceCall): Pick<Caller, 'dial' | 'answer' | 'hangUp'> {
  return {
    dial: async number => ((await voiceCall.callStart(number)) === 0 ? 'dialled' : `${voiceCall.lastError?.code}`),
    answer: () => voiceCall.callAnswer(),
    hangUp: () => voiceCall.callEnd(),
  }
}

function byExchange(exchange: Exchange, line: string): Pick<Caller, 'dial' | 'answer' | 'hangUp'> {
  const leg = (): Leg | undefined => exchange.legs.find(one => one.line === line && one.state !== 'ended')
  return {
    dial: async number => {
      try {
        await exchange.dial(number, { line: { kind: 'name', name: line } })
        return 'dialled'
      } catch (error) {
        return CellvoiceError.is(error) ? error.code : String(error)
      }
    },
    answer: async () => leg()?.answer(),
    hangUp: async () => leg()?.hangUp(),
  }
}

/** Whoever listens to the events of modems. */
function observersOf(modems: readonly Modem[]): number {
  return modems.reduce((sum, modem) => {
    const subject: unknown = Reflect.get(modem, 'subject')
    const observers: unknown = typeof subject === 'object' && subject !== null && Reflect.get(subject, 'observers')
    if (!Array.isArray(observers)) throw new Error('nothing that could be counted is called observers any more')
    return sum + observers.length
  }, 0)
}

function wait(clock: ManualClock, ms: number): Promise<void> {
  return new Promise(resolve => clock.setTimer(ms, resolve))
}

/** Looks every 100 ms, as long as a call may take. */
async function holds(clock: ManualClock, is: () => boolean): Promise<boolean> {
  for (let passed = 0; passed < LIMIT_MS; passed += 100) {
    if (is()) return true
    await wait(clock, 100)
  }
  return is()
}

async function during<T>(clock: ManualClock, promise: Promise<T>): Promise<T> {
  const [result] = await Promise.all([promise, advance(clock, 2_000)])
  return result
}

async function advance(clock: ManualClock, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += STEP_MS) await clock.advance(STEP_MS)
}

async function megabytesInUse(): Promise<number> {
  await new Promise(resolve => setImmediate(resolve))
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}
