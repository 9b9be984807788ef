import { type ModemPort, transportOf } from '../modem/modem-port.ts'
import { Modem } from './modem.ts'
import type { ModemOptions } from './modem-options.ts'

/**
 * Opens a modem: opens the line, asks the module who it is, sets it up and reads which calls are up.
 *
 *     const modem = await openModem({ path: '/dev/ttyUSB2' })
 *     const call = await modem.dial('+441632960961')
 *     const { cause } = await call.ended
 *
 * @param options a `path` (device or `tcp://host:port`) or a `transport`, and what {@link ModemOptions} allows.
 * @throws CellvoiceError PORT_NOT_FOUND, PORT_NO_PERMISSION, PORT_BUSY, PORT_UNREACHABLE, PORT_SILENT, PORT_GARBAGE.
 */
export async function openModem(options: ModemPort & Omit<ModemOptions, 'transport'>): Promise<Modem> {
  const modem = new Modem({ ...options, transport: transportOf(options) })
  await modem.open()
  return modem
}
