import { CellvoiceError } from '../base/error.ts'
import { transportFor } from '../transport/open-transport.ts'
import type { Transport } from '../transport/transport.ts'

export type { Transport }

/** Where a modem is: a device path or `tcp://host:port`, or a transport of your own. */
export type ModemPort =
  | {
      /** `/dev/ttyUSB2`, or `tcp://127.0.0.1:4000`. */
      readonly path: string
      /** Bits a second on a UART; a USB port ignores it. Default 115 200. */
      readonly baudRate?: number
    }
  | { readonly transport: Transport }

/** The transport to a port. @throws CellvoiceError INVALID_ARGUMENT where neither a path nor a transport is given. */
export function transportOf(port: ModemPort): Transport {
  // Untyped callers get the same clear error as typed ones.
  if (typeof port !== 'object' || port === null) throw unusable()
  if ('transport' in port) {
    if (typeof port.transport?.open !== 'function') throw unusable()
    return port.transport
  }
  if (typeof port.path !== 'string') throw unusable()
  return transportFor(port.path, port.baudRate === undefined ? {} : { baudRate: port.baudRate })
}

function unusable(): CellvoiceError {
  return new CellvoiceError('INVALID_ARGUMENT', { detail: 'give a path or a transport' })
}
