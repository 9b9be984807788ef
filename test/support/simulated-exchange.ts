import { CellvoiceError } from '../../src/base/error.ts'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { Exchange } from '../../src/exchange/exchange.ts'
import type { ExchangeOptions, LineOptions } from '../../src/exchange/exchange-options.ts'
import type { Leg, LegState } from '../../src/exchange/leg.ts'
import {
  type FamilyName,
  type ModuleOptions,
  type SimulatedModule,
  type SimulatedNetwork,
  type SubscriberCall,
  startSimulator,
} from '../../src/simulator/index.ts'
import type { Transport } from '../../src/transport/transport.ts'
import { type CountingClock, countingClock } from './counting-clock.ts'
import { noEmergencyTransport } from './no-emergency-transport.ts'
import { refusingTransport } from './refusing-transport.ts'
import { until, untilTrue } from './until.ts'

/** A subscriber who answers at once and stays. */
export const answering = '5550101'
/** A subscriber who rings until a test moves it. */
export const ringing = '5550102'

/** A leg that is through, and its far end. */
export interface ConnectedLeg {
  readonly leg: Leg
  readonly far: SubscriberCall
  /** The value of most samples that the far end heard last; what it says is a steady value. */
  readonly hears: () => number
}

/** An exchange on simulated modules `a`, `b`, `c` …, in time that the test moves. */
export interface SimulatedExchange {
  readonly clock: ManualClock
  /** The clock that the exchange was given. */
  readonly timers: CountingClock
  readonly network: SimulatedNetwork
  readonly modules: readonly SimulatedModule[]
  readonly exchange: Exchange
  /** Command lines that were written to each module since the exchange was opened. */
  readonly sent: readonly string[][]
  wait<T>(promise: Promise<T>): Promise<T>
  /** Dials the subscriber who answers at once. @param says what the far end says for two minutes. */
  connect(line: string, says?: number): Promise<ConnectedLeg>
}

/** What a test asks for besides the options of an exchange. */
export interface SimulatedExchangeOptions
  extends Pick<ExchangeOptions, 'dtmf' | 'logger' | 'dialPolicy' | 'records' | 'orphans' | 'date'> {
  /** Default: three EC25. */
  readonly modules?: readonly (ModuleOptions & {
    /** Whether its sound reaches the host; default: where the module has a PCM port. */
    readonly pcm?: boolean
    /** How often its PCM port can be opened before it is gone. Default: always. */
    readonly pcmOpens?: number
    /** How the command lines begin that it answers with ERROR. */
    readonly refused?: readonly string[]
  })[]
  /** Lines besides those of the modules. */
  readonly more?: readonly LineOptions[]
  readonly family?: FamilyName
}

export async function simulatedExchange({
  modules: wanted = [{}, {}, {}],
  more = [],
  family = 'ec25',
  ...options
}: SimulatedExchangeOptions = {}): Promise<SimulatedExchange> {
  const clock = new ManualClock()
  const timers = countingClock(clock)
  const { network, modules } = await startSimulator({
    family,
    clock,
    modules: wanted.map(({ pcm: _, pcmOpens: __, refused: ___, ...rest }) => rest),
  })
  const sent = modules.map((): string[] => [])
  const lines = modules.map((module, index): LineOptions => {
    const port = refusingTransport(noEmergencyTransport(module.transport()), ...(wanted[index]?.refused ?? []))
    const transport = recorded(port, sent[index] ?? [])
    const pcm = wanted[index]?.pcm ?? module.hasPcm
    return {
      name: 'abcdefgh'[index] ?? '',
      port: { transport },
      audio: pcm
        ? { kind: 'pcm-port', port: { transport: opening(module.pcmTransport(), wanted[index]?.pcmOpens) } }
        : 'none',
    }
  })
  const wait = <T>(promise: Promise<T>) => until(clock, promise)
  const exchange = await wait(Exchange.open({ lines: [...lines, ...more], clock: timers, ...options }))
  await clock.advance(500)
  for (const one of sent) one.length = 0
  const connect = async (line: string, says?: number): Promise<ConnectedLeg> => {
    const leg = await wait(exchange.dial(answering, { line: { kind: 'name', name: line } }))
    await untilTrue(clock, () => leg.state === 'active')
    const far = network.subscriber(answering).call
    if (!far) throw new Error('nobody was called')
    if (says !== undefined) far.speak(new Int16Array(8000 * 120).fill(says))
    return { leg, far, hears: listenTo(far) }
  }
  return { clock, timers, network, modules, exchange, sent, wait, connect }
}

/** The states a leg goes through from now on. */
export function statesOf(leg: Leg): LegState[] {
  const states: LegState[] = [leg.state]
  leg.onState(state => states.push(state))
  return states
}

/** Half a second of what is heard, whose middle value is what most of it is. */
export function recentValue(): { readonly hear: (frame: Int16Array) => void; readonly value: () => number } {
  const recent = new Int16Array(4000)
  let at = 0
  return {
    hear: frame => {
      recent.set(frame, at)
      at = (at + frame.length) % recent.length
    },
    value: () => recent.slice().sort()[recent.length >> 1] ?? 0,
  }
}

function listenTo(far: SubscriberCall): () => number {
  const { hear, value } = recentValue()
  far.listen(hear)
  return value
}

/** `transport`, writing down every command line. */
function recorded(transport: Transport, sent: string[]): Transport {
  return {
    name: transport.name,
    open: listener => transport.open(listener),
    close: () => transport.close(),
    write(bytes) {
      sent.push(Buffer.from(bytes).toString('latin1').trimEnd())
      return transport.write(bytes)
    },
  }
}

/** `transport`, which can be opened so many times. */
function opening(transport: Transport, times = Number.POSITIVE_INFINITY): Transport {
  let opened = 0
  return {
    name: transport.name,
    open: listener =>
      ++opened > times ? Promise.reject(new CellvoiceError('PORT_NOT_FOUND')) : transport.open(listener),
    close: () => transport.close(),
    write: bytes => transport.write(bytes),
  }
}
