import { CellvoiceError } from '../base/error.ts'
import { type SerialOptions, serialTransport } from './serial-transport.ts'
import { type TcpOptions, tcpTransport } from './tcp-transport.ts'
import type { Transport } from './transport.ts'

/**
 * The transport for what a person types as a port: `tcp://host:port`, or a device path (`/dev/ttyUSB2`, `./modem`, `COM3`).
 * Opens nothing yet.
 * @throws CellvoiceError INVALID_ARGUMENT for anything else.
 */
export function transportFor(path: string, options: SerialOptions & TcpOptions = {}): Transport {
  if (/^tcp:/i.test(path)) return tcpTransport(path, options)
  if (isDevicePath(path)) return serialTransport(path, options)
  throw new CellvoiceError('INVALID_ARGUMENT', {
    detail: `${JSON.stringify(path)} is not a port; give a device path such as /dev/ttyUSB2, or tcp://host:port`,
  })
}

/** Control characters never belong to a device name; a bare word is more likely a slip than a file in the current folder. */
function isDevicePath(path: string): boolean {
  if (/\p{Cc}/u.test(path) || path.includes('://') || path.endsWith('/')) return false
  return path.includes('/') || /^(\\\\\.\\)?COM\d{1,3}$/i.test(path)
}
