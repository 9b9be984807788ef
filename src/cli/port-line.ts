import { CellvoiceError } from '../index.ts'
import type { FamilyName, Simulator } from '../simulator/index.ts'
import { type Transport, traceTransport, transportFor } from '../transport/index.ts'
import { missingPort } from './missing-port.ts'
import type { OutputOptions, Run } from './run.ts'
import { stoppableClock } from './stoppable-clock.ts'
import { openTraceFile } from './trace-file.ts'

/** Which module, as typed. */
export interface PortOptions extends OutputOptions {
  readonly port?: string
  readonly baud?: number
  readonly trace?: string
  readonly speed?: number
}

/** The way to a module, not yet opened, and what must be closed after it. */
export interface PortLine {
  readonly transport: Transport
  /** The simulator, where the module is one of its own. */
  readonly simulator?: Simulator
  close(): Promise<void>
}

/**
 * The line to the port that was typed; starts the simulator for `sim`.
 * @throws CellvoiceError INVALID_ARGUMENT where no port was given, or none that there can be.
 */
export async function portLine(run: Run, options: PortOptions): Promise<PortLine> {
  const port = options.port ?? run.io.env.CELLVOICE_PORT
  if (port === undefined) throw await missingPort()
  if (options.speed !== undefined && !isSimulated(port)) {
    throw new CellvoiceError('INVALID_ARGUMENT', { detail: '--speed is for --port sim' })
  }
  const trace =
    options.trace === undefined ? undefined : openTraceFile(options.trace, run.printer.note.bind(run.printer))
  try {
    const line = isSimulated(port)
      ? await simulatedLine(run, port, options.speed)
      : {
          transport: transportFor(port, options.baud === undefined ? {} : { baudRate: options.baud }),
          close: async () => {},
        }
    return {
      ...line,
      transport: trace ? traceTransport(line.transport, trace.write) : line.transport,
      async close() {
        await line.close()
        trace?.close()
      },
    }
  } catch (error) {
    trace?.close()
    throw error
  }
}

function isSimulated(port: string): boolean {
  return port === 'sim' || port.startsWith('sim:')
}

async function simulatedLine(run: Run, port: string, speed = 1): Promise<PortLine> {
  // Loaded only here: whoever has a module does without.
  const { startSimulator } = await import('../simulator/index.ts')
  const { clock, stop } = stoppableClock(run.clock)
  // What is no family is refused by the simulator, which knows them.
  const family = port === 'sim' ? 'ec200u' : (port.slice('sim:'.length) as FamilyName)
  const simulator = await startSimulator({ family, clock, speed })
  const [module] = simulator.modules
  if (!module) throw new CellvoiceError('INVALID_ARGUMENT', { detail: 'the simulator has no module' })
  return {
    transport: module.transport(),
    simulator,
    async close() {
      await simulator.close()
      stop()
    },
  }
}
