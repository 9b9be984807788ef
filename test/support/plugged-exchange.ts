import { ManualClock } from '../../src/base/manual-clock.ts'
import { Exchange } from '../../src/exchange/exchange.ts'
import type { ExchangeOptions, LineOptions } from '../../src/exchange/exchange-options.ts'
import type { Leg } from '../../src/exchange/leg.ts'
import type { Line } from '../../src/exchange/lines/line.ts'
import {
  type ModuleOptions,
  type SimulatedModule,
  type SimulatedNetwork,
  startSimulator,
} from '../../src/simulator/index.ts'
import { type CountingClock, countingClock } from './counting-clock.ts'
import { type Plug, SimulatedPorts } from './simulated-ports.ts'
import { until, untilTrue } from './until.ts'

/** A line by a path, and what is plugged in there at the start; null is nothing. */
export interface PluggedLine {
  readonly options?: Omit<Extract<LineOptions, { readonly port: unknown }>, 'port'>
  readonly baudRate?: number
  readonly plug?: Partial<Plug> | null
  readonly module?: ModuleOptions
}

/** An exchange whose lines `a`, `b` … are the ports `/dev/ttyUSB2`, `/dev/ttyUSB6` … of a machine, in time that the test moves. */
export interface PluggedExchange {
  readonly clock: ManualClock
  readonly timers: CountingClock
  readonly network: SimulatedNetwork
  readonly modules: readonly SimulatedModule[]
  readonly ports: SimulatedPorts
  readonly exchange: Exchange
  /** The health of each line as it was told: `ready`, or the condition. */
  readonly told: readonly string[][]
  line(name: string): Line
  wait<T>(promise: Promise<T>): Promise<T>
  /** Dials on a line and waits until it is active. */
  connect(line: string): Promise<Leg>
  /** Waits for a condition, or `ready`. @returns how long it took, in ms. */
  waitFor(line: string, condition: string, limitMs?: number): Promise<number>
}

/** The port of the line in that place. */
export const portOfPlace = (place: number): string => `/dev/ttyUSB${2 + 4 * place}`

export async function pluggedExchange(
  lines: readonly PluggedLine[] = [{}],
  options: Omit<ExchangeOptions, 'lines' | 'clock' | 'ports'> = {},
): Promise<PluggedExchange> {
  const clock = new ManualClock()
  const timers = countingClock(clock)
  const { network, modules } = await startSimulator({
    family: 'ec25',
    clock,
    modules: lines.map(({ module = {} }) => module),
  })
  const ports = new SimulatedPorts()
  for (const [place, { plug = {} }] of lines.entries()) {
    const module = modules[place]
    const usual = { path: portOfPlace(place), location: `1-${place + 1}`, interfaceNumber: 2 }
    if (plug && module) ports.plug(module, { ...usual, ...plug })
  }
  const wait = <T>(promise: Promise<T>) => until(clock, promise)
  const exchange = await wait(
    Exchange.open({
      ...options,
      clock: timers,
      ports,
      lines: lines.map(({ options: line, baudRate }, place) => ({
        name: 'abcdefgh'[place] ?? '',
        audio: 'none',
        port: { path: portOfPlace(place), ...(baudRate !== undefined && { baudRate }) },
        ...line,
      })),
    }),
  )
  const line = (name: string) => {
    const found = exchange.lines.find(one => one.name === name)
    if (!found) throw new Error(`no line ${name}`)
    return found
  }
  const told = exchange.lines.map(one => {
    const states: string[] = [conditionOf(one)]
    one.onHealth(() => states.push(conditionOf(one)))
    return states
  })
  const connect = async (name: string) => {
    const leg = await wait(exchange.dial('5550101', { line: { kind: 'name', name } }))
    await untilTrue(clock, () => leg.state === 'active')
    return leg
  }
  const waitFor = async (name: string, condition: string, limitMs = 120_000) => {
    const beganMs = clock.now()
    await untilTrue(clock, () => conditionOf(line(name)) === condition, limitMs)
    return clock.now() - beganMs
  }
  return { clock, timers, network, modules, ports, exchange, told, line, wait, connect, waitFor }
}

function conditionOf({ health }: Line): string {
  return health.kind === 'ready' ? 'ready' : health.condition
}
