import { connect, type Socket } from 'node:net'
import { type Clock, systemClock } from '../base/clock.ts'
import { CellvoiceError } from '../base/error.ts'
import { type LineLimits, type OpenedLine, type Receive, StreamTransport } from './stream-transport.ts'
import { parseTcpAddress, type TcpAddress } from './tcp-address.ts'
import { withTimeLimit } from './time-limit.ts'
import type { Transport } from './transport.ts'

/** Bounds of {@link tcpTransport}. */
export interface TcpOptions extends LineLimits {
  /** Milliseconds until the connection must stand, the look-up of the name included. Default 5000. */
  readonly connectLimitMs?: number
}

/** A dead far end that sends no FIN is noticed by probes: the first after this time, then at the system's pace. */
const keepAliveDelayMs = 10_000

/**
 * A module behind a TCP server: a serial device server, ser2net, or the simulator.
 *
 * @param url `tcp://host:port`, an IPv6 address in brackets.
 * @throws CellvoiceError INVALID_ARGUMENT for another form. `open` gives PORT_UNREACHABLE.
 */
export function tcpTransport(url: string, options: TcpOptions = {}): Transport {
  const address = parseTcpAddress(url)
  const { clock = systemClock, connectLimitMs = 5000 } = options
  return new StreamTransport(url, receive => openTcpLine(url, address, receive, clock, connectLimitMs), options)
}

async function openTcpLine(
  url: string,
  address: TcpAddress,
  receive: Receive,
  clock: Clock,
  limitMs: number,
): Promise<OpenedLine> {
  // Without TCP_NODELAY each command waits for the acknowledgement of the one before: 44 ms were measured.
  const socket = connect({ ...address, noDelay: true, keepAlive: true, keepAliveInitialDelay: keepAliveDelayMs })
  try {
    await withTimeLimit(clock, limitMs, connected(socket), () => {
      throw new Error(`no connection within ${limitMs / 1000} s`)
    })
  } catch (error) {
    socket.destroy()
    throw new CellvoiceError('PORT_UNREACHABLE', {
      detail: `${url}: ${said(error)}`,
      cause: error,
      context: { path: url },
    })
  }
  socket.on('data', receive)
  return { stream: socket, release: async () => {} }
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve)
    socket.on('error', reject)
  })
}

/** A failure to reach any of several addresses has no message, only a code. */
function said(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.message || ('code' in error ? String(error.code) : error.name)
}
