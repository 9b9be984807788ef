import { CellvoiceError, type Clock, type LineOptions } from '../index.ts'
import type { FamilyName, SimulatedModule, Simulator } from '../simulator/index.ts'
import { type Transport, traceTransport, transportFor } from '../transport/index.ts'
import type { AudioChoice } from './audio-option.ts'
import { missingPort } from './missing-port.ts'
import type { OutputOptions, Run } from './run.ts'
import { speededClock } from './speeded-clock.ts'
import { stoppableClock } from './stoppable-clock.ts'
import { openTraceFile } from './trace-file.ts'

/** The lines of an application, as typed. */
export interface LinesOptions extends OutputOptions {
  readonly port?: readonly string[]
  readonly audio?: readonly AudioChoice[]
  readonly baud?: number
  readonly trace?: string
  readonly speed?: number
}

/** The lines of an application, not yet opened, and what must be closed after them. */
export interface ApplicationLines {
  readonly lines: readonly LineOptions[]
  /** How each is called, for people. */
  readonly ports: readonly string[]
  /** The time of the lines and the application; it stands still once they are closed. */
  readonly clock: Clock
  /** The simulator, where one of the lines is on it. */
  readonly simulator?: Simulator
  /** Whether all of them are. */
  readonly isSimulation: boolean
  close(): Promise<void>
}

/** What has sound, as telephone applications need it. */
const FAMILY_WITH_SOUND = 'ec25'

/**
 * The ports that were typed.
 * @throws CellvoiceError INVALID_ARGUMENT for none, for more sounds than ports, and for a speed of what is not simulated.
 */
export async function portsOf({ io }: Pick<Run, 'io'>, options: LinesOptions): Promise<readonly string[]> {
  const { CELLVOICE_PORT } = io.env
  const ports = options.port ?? (CELLVOICE_PORT === undefined ? [] : [CELLVOICE_PORT])
  if (ports.length === 0) throw await missingPort()
  if ((options.audio?.length ?? 0) > ports.length) throw invalid('there are more --audio than --port')
  if (options.speed !== undefined && !ports.every(isSimulated)) throw invalid('--speed is for --port sim alone')
  return ports
}

/**
 * Makes the way to each port; simulated modules are on one network.
 * @throws CellvoiceError INVALID_ARGUMENT for a port that there cannot be, or a trace that cannot be written.
 */
export async function applicationLines(
  run: Run,
  ports: readonly string[],
  options: LinesOptions,
): Promise<ApplicationLines> {
  const { clock: stoppable, stop } = stoppableClock(run.clock)
  const clock = speededClock(stoppable, options.speed ?? 1)
  const families = ports.filter(isSimulated).map(port => port.slice('sim:'.length) || FAMILY_WITH_SOUND)
  const simulator = await simulatorOf(families, clock)
  const modules = [...(simulator?.modules ?? [])]
  const closing: (() => unknown)[] = [() => simulator?.close(), stop]
  const close = async () => {
    for (const one of closing) await one()
  }
  try {
    const lines = ports.map((port, index): LineOptions => {
      const module = isSimulated(port) ? modules.shift() : undefined
      const plain =
        module?.transport() ?? transportFor(port, options.baud === undefined ? {} : { baudRate: options.baud })
      const transport = traced(run, plain, traceFile(options.trace, index, ports.length), closing)
      const audio = options.audio?.[index] ?? 'auto'
      if (module) return { port: { transport }, audio: audio === 'auto' ? soundOf(module) : audio }
      // The path besides: what is plugged in beside it is looked for by that.
      return { port: { transport, path: port }, audio }
    })
    const names = lines.map((line, index) => (isSimulated(ports[index] ?? '') ? nameOf(line) : (ports[index] ?? '')))
    return {
      lines,
      ports: names,
      clock,
      isSimulation: ports.every(isSimulated),
      close,
      ...(simulator && { simulator }),
    }
  } catch (error) {
    await close()
    throw error
  }
}

export function isSimulated(port: string): boolean {
  return port === 'sim' || port.startsWith('sim:')
}

async function simulatorOf(families: readonly string[], clock: Clock): Promise<Simulator | undefined> {
  if (families.length === 0) return undefined
  // Loaded only here: whoever has modules does without.
  const { startSimulator } = await import('../simulator/index.ts')
  // What is no family is refused by the simulator, which knows them.
  return startSimulator({ modules: families.map(family => ({ family: family as FamilyName })), clock })
}

function soundOf(module: SimulatedModule): NonNullable<LineOptions['audio']> {
  return module.hasPcm ? { kind: 'pcm-port', port: { transport: module.pcmTransport() } } : 'none'
}

function nameOf(line: LineOptions): string {
  return 'port' in line && 'transport' in line.port ? line.port.transport.name : ''
}

function traceFile(file: string | undefined, index: number, count: number): string | undefined {
  return file === undefined || count === 1 ? file : `${file}.line-${index + 1}`
}

function traced(run: Run, transport: Transport, file: string | undefined, closing: (() => unknown)[]): Transport {
  if (file === undefined) return transport
  const trace = openTraceFile(file, run.printer.note.bind(run.printer))
  closing.push(() => trace.close())
  return traceTransport(transport, trace.write)
}

function invalid(detail: string): CellvoiceError {
  return new CellvoiceError('INVALID_ARGUMENT', { detail })
}
