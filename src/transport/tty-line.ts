import { close, constants, open } from 'node:fs'
import { ReadStream } from 'node:tty'
import { promisify } from 'node:util'
import type { SerialPort } from 'serialport'
import type { SerialSettings } from './serial-settings.ts'
import type { OpenedLine } from './stream-transport.ts'

/**
 * Opens a tty (Linux, macOS) twice: the serialport package sets the line up and holds the exclusive lock, a descriptor of
 * our own moves the bytes. Two reasons, both measured with serialport 13.0.0 on a pty: its reader treats the end of file
 * that a hung-up tty gives as "try again", so a far end that dies while it is sending goes unnoticed and costs most of a
 * processor; and while a write waits for flow control it does not read. Besides, an event-loop reader needs about half the
 * processor time of one that goes through the thread pool for each read.
 *
 * The second descriptor also keeps the event loop free: closing the last descriptor of a stuck UART waits for its output,
 * and that last close is the package's, which runs in the thread pool.
 */
export async function openTtyLine(binding: typeof SerialPort.binding, settings: SerialSettings): Promise<OpenedLine> {
  const holder = await binding.open({ ...settings })
  try {
    const stream = await openByteStream(settings.path)
    return {
      stream,
      async release(discard) {
        // An unplugged port cannot be flushed; that is no reason to keep its lock.
        if (discard) await holder.flush().catch(() => {})
        await holder.close()
      },
    }
  } catch (error) {
    await holder.close()
    throw error
  }
}

async function openByteStream(path: string): Promise<ReadStream> {
  const descriptor = await promisify(open)(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK)
  try {
    // A tty.ReadStream is a socket: it writes as well. From here on it owns the descriptor.
    const stream = new ReadStream(descriptor)
    stream.on('error', () => {})
    return stream
  } catch (error) {
    await promisify(close)(descriptor)
    throw error
  }
}
