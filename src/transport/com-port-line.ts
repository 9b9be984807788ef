import type { SerialPort } from 'serialport'
import type { SerialSettings } from './serial-settings.ts'
import type { OpenedLine, Receive } from './stream-transport.ts'

/** Opens a port through the whole serialport package: for Windows, where a port is no tty. */
export async function openComPortLine(
  Port: typeof SerialPort,
  settings: SerialSettings,
  receive: Receive,
): Promise<OpenedLine> {
  const port = new Port({ ...settings, autoOpen: false })
  port.on('error', () => {})
  await new Promise<void>((resolve, reject) => port.open(error => (error ? reject(error) : resolve())))
  port.on('data', receive)
  return {
    stream: port,
    // A port that broke has closed itself, or is about to: then the callback says that it is not open, and that is well.
    release: () => new Promise(resolve => port.close(() => resolve())),
  }
}
