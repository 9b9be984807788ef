import { CellvoiceError } from '../../src/base/error.ts'
import type { PortSystem } from '../../src/modem/port-system.ts'
import type { SimulatedModule } from '../../src/simulator/index.ts'
import type { PortInfo } from '../../src/transport/port-info.ts'
import type { Transport, TransportListener } from '../../src/transport/transport.ts'
import { noEmergencyTransport } from './no-emergency-transport.ts'
import { pluggedPort } from './plugged-port.ts'

/** Where a module is, and how. */
export interface Plug {
  /** `/dev/ttyUSB2`. */
  readonly path: string
  /** The USB socket; a port without one has wires with a rate. */
  readonly location?: string
  readonly interfaceNumber?: number
  /** The rate of the module; at another, what comes cannot be read. */
  readonly baudRate?: number
  /** What opening the port fails with. */
  readonly fault?: CellvoiceError
}

interface Plugged {
  readonly plug: Plug
  readonly module: SimulatedModule
  readonly line: Transport
}

/** The ports of a machine into which simulated modules are plugged, under whatever name. */
export class SimulatedPorts implements PortSystem {
  /** The paths that were opened, in order, with the rate where one was asked for. */
  readonly opened: string[] = []
  private readonly plugged = new Map<string, Plugged>()
  private readonly lines = new Map<SimulatedModule, Transport>()

  plug(module: SimulatedModule, plug: Plug): void {
    const line = this.lines.get(module) ?? noEmergencyTransport(module.transport())
    this.lines.set(module, line)
    this.plugged.set(plug.path, { plug, module, line })
  }

  /** The port is gone, and whoever has it open hears of it. */
  unplug(path: string): void {
    const there = this.plugged.get(path)
    this.plugged.delete(path)
    there?.module.unplug()
  }

  async list(): Promise<readonly PortInfo[]> {
    return [...this.plugged.values()].map(({ plug }) => pluggedPort(plug.path, plug.location, plug.interfaceNumber))
  }

  async resolve(path: string): Promise<string> {
    return path
  }

  transport(path: string, baudRate?: number): Transport {
    let open: Transport | undefined
    const isReadable = ({ plug }: Plugged) => plug.baudRate === undefined || plug.baudRate === (baudRate ?? 115_200)
    return {
      name: path,
      open: async listener => {
        const there = this.plugged.get(path)
        this.opened.push(baudRate === undefined ? path : `${path} ${baudRate}`)
        if (!there) throw new CellvoiceError('PORT_NOT_FOUND', { detail: path })
        if (there.plug.fault) throw there.plug.fault
        await there.line.open(isReadable(there) ? listener : garbling(listener))
        open = there.line
      },
      write: bytes => open?.write(bytes) ?? Promise.reject(new CellvoiceError('PORT_CLOSED', { detail: path })),
      close: async () => {
        await open?.close()
        open = undefined
      },
    }
  }
}

/** What comes at another rate: as many bytes, none of them what was sent. */
function garbling(listener: TransportListener): TransportListener {
  return {
    ...listener,
    onData: chunk => listener.onData(chunk.map(() => 0xf8)),
    onLost: reason => listener.onLost(reason),
  }
}
