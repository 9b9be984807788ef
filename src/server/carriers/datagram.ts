import { createSocket, type Socket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import { bindError } from './bind-error.ts'
import type { CarrierContext } from './carrier.ts'

/** Where requests are taken as UDP datagrams. */
export interface DatagramCarrier {
  readonly host: string
  readonly port: number
  close(): Promise<void>
}

/** What a UDP datagram over IPv4 can carry. */
const MAX_DATAGRAM = 65_507
const parseErrorText = '400 Parse_error'
/** How replies of such a server begin. One that came for an answer would be answered by it, and so on for ever. */
const replyBeginnings = [parseErrorText, '{"jsonrpc":"2.0","result":', '{"jsonrpc":"2.0","error":']

/** Takes requests as UDP datagrams. @throws CellvoiceError PORT_BUSY, PORT_NO_PERMISSION, PORT_FAILED. */
export async function openDatagram(
  { host, port }: { readonly host: string; readonly port: number },
  context: CarrierContext,
): Promise<DatagramCarrier> {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4')
  await bound(socket, host, port)
  // Errors of sending are told to each send; others leave the socket usable.
  socket.on('error', error => context.logger.warn(`management: datagrams: ${error.message}`))
  socket.on('message', (bytes, sender) => {
    if (!context.access.isNear(sender.address) || sender.port === 0 || isReply(bytes)) return
    const text = replyTo(bytes, context)
    if (text === undefined) return
    socket.send(text, sender.port, sender.address, error => {
      if (error) context.logger.debug(`management: a reply to ${sender.address} could not be sent: ${error.message}`)
    })
  })
  return {
    host,
    port: socket.address().port,
    close: () => new Promise(resolve => socket.close(() => resolve())),
  }
}

function replyTo(bytes: Uint8Array, { answer }: CarrierContext): string | undefined {
  const answered = answer(bytes, MAX_DATAGRAM)
  if (answered.kind === 'silent' || answered.kind === 'not-ready') return undefined
  return answered.kind === 'malformed' ? parseErrorText : answered.text
}

function isReply(bytes: Buffer): boolean {
  return replyBeginnings.some(beginning => bytes.subarray(0, beginning.length).toString('latin1') === beginning)
}

function bound(socket: Socket, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      socket.close()
      reject(bindError(`udp:${host}:${port}`, error))
    }
    socket.once('error', fail)
    socket.bind({ address: host, port }, () => {
      socket.off('error', fail)
      resolve()
    })
  })
}
