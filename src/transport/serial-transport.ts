import { CellvoiceError } from '../base/error.ts'
import { openComPortLine } from './com-port-line.ts'
import { portError, portErrorCode } from './port-errors.ts'
import { portFacts } from './port-facts.ts'
import type { SerialSettings } from './serial-settings.ts'
import { type LineLimits, type OpenedLine, type Receive, StreamTransport } from './stream-transport.ts'
import type { Transport } from './transport.ts'
import { openTtyLine } from './tty-line.ts'

/** How {@link serialTransport} sets up the line, and its bounds. */
export interface SerialOptions extends LineLimits {
  /** Bits per second, 50 to 4000000; a module's own USB port ignores it. Default 115200, the default of the modules. */
  readonly baudRate?: number
  /** RTS/CTS flow control, for a UART with these two wires connected. Default false. */
  readonly rtscts?: boolean
}

/**
 * A module on a serial port, 8N1, opened exclusively.
 *
 * @param path `/dev/ttyUSB2`, a link such as those in `/dev/serial/by-id`, or `COM3`.
 * @throws CellvoiceError INVALID_ARGUMENT for a baud rate out of range. `open` gives PORT_NOT_FOUND, PORT_NO_PERMISSION,
 *   PORT_BUSY or PORT_FAILED, each saying what to do about this very path.
 */
export function serialTransport(path: string, options: SerialOptions = {}): Transport {
  const { baudRate = 115_200, rtscts = false } = options
  // 4000000 is the highest rate of AT+IPR (Quectel EC2x&EG9x&EG2x-G&EM05 AT Commands Manual V2.0).
  if (!Number.isInteger(baudRate) || baudRate < 50 || baudRate > 4_000_000) {
    throw new CellvoiceError('INVALID_ARGUMENT', {
      detail: `baud rate ${baudRate} is not a whole number from 50 to 4000000`,
    })
  }
  const settings: SerialSettings = { path, baudRate, rtscts, dataBits: 8, parity: 'none', stopBits: 1, lock: true }
  return new StreamTransport(path, receive => openSerialLine(settings, receive), options)
}

async function openSerialLine(settings: SerialSettings, receive: Receive): Promise<OpenedLine> {
  // Loaded only when a port is opened: it costs 20 ms at start, and TCP and the simulator do without.
  const { SerialPort } = await import('serialport')
  try {
    return process.platform === 'win32'
      ? await openComPortLine(SerialPort, settings, receive)
      : await openTtyLine(SerialPort.binding, settings, receive)
  } catch (error) {
    throw portError(settings.path, error, await portFacts(settings.path, portErrorCode(error)))
  }
}
