import { close, constants, open, writeSync } from 'node:fs'
import type { OnReadOpts, SocketConstructorOpts } from 'node:net'
import { ReadStream } from 'node:tty'
import { promisify } from 'node:util'
import type { SerialPort } from 'serialport'
import type { SerialSettings } from './serial-settings.ts'
import type { OpenedLine, Receive } from './stream-transport.ts'

/** A pty and a USB serial port hand over 4096 at most. */
const READ_BYTES = 4096

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
export async function openTtyLine(
  binding: typeof SerialPort.binding,
  settings: SerialSettings,
  receive: Receive,
): Promise<OpenedLine> {
  const holder = await binding.open({ ...settings })
  try {
    const { stream, descriptor } = await openByteStream(settings.path, receive)
    return {
      stream,
      writeNow: bytes => (stream.destroyed ? 0 : writtenAtOnce(descriptor, bytes)),
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

async function openByteStream(path: string, receive: Receive): Promise<{ stream: ReadStream; descriptor: number }> {
  const descriptor = await promisify(open)(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK)
  try {
    // A tty.ReadStream is a socket: it writes as well. From here on it owns the descriptor.
    const stream = new ReadStream(descriptor, oneBuffer(receive))
    stream.on('error', () => {})
    return { stream, descriptor }
  } catch (error) {
    await promisify(close)(descriptor)
    throw error
  }
}

/** A tty.ReadStream takes the options of a socket: it then reads into one buffer, not into a new one of 64 KiB each time. */
function oneBuffer(receive: Receive): SocketConstructorOpts & { readonly onread: OnReadOpts } {
  const buffer = Buffer.alloc(READ_BYTES)
  return {
    onread: {
      buffer,
      callback(count) {
        receive(buffer.subarray(0, count))
        return true
      },
    },
  }
}

/** Where the line takes nothing now, or is broken, the stream tells what comes of it. */
function writtenAtOnce(descriptor: number, bytes: Uint8Array): number {
  try {
    return writeSync(descriptor, bytes)
  } catch {
    return 0
  }
}
