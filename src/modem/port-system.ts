import { realpath } from 'node:fs/promises'
import { listPorts } from '../transport/list-ports.ts'
import { transportFor } from '../transport/open-transport.ts'
import type { PortInfo } from '../transport/port-info.ts'
import type { Transport } from '../transport/transport.ts'

export type { PortInfo }

/** The ports of a machine: which there are, and the way to each. */
export interface PortSystem {
  list(): Promise<readonly PortInfo[]>
  /** The device file behind a link to it; the path itself where there is none. */
  resolve(path: string): Promise<string>
  /** @throws CellvoiceError INVALID_ARGUMENT for what is no port. */
  transport(path: string, baudRate?: number): Transport
}

/** The ports of this machine. */
export const systemPorts: PortSystem = {
  list: () => listPorts(),
  resolve: path => realpath(path).catch(() => path),
  transport: (path, baudRate) => transportFor(path, baudRate === undefined ? {} : { baudRate }),
}
