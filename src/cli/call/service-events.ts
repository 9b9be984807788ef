import { createSocket, type Socket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { isIP } from 'node:net'
import { type CallOpsEvent, CellvoiceError } from '../../index.ts'
import { objectOf, type ServiceClient, ServiceRefusal } from './service-client.ts'

/** Events of one name that a service sends, in their order. */
export interface ServiceEvents {
  /** Hears each one from now on. */
  onEvent(listener: (event: CallOpsEvent) => void): void
  /** Wants no more of them. */
  close(): Promise<void>
}

/**
 * Has a service send its events here, as datagrams.
 * @param seconds For how long, where it is not ended before.
 * @throws CellvoiceError NOT_SUPPORTED where it sends none to this computer; as a request.
 */
export async function serviceEvents(
  service: ServiceClient,
  name: CallOpsEvent['name'],
  seconds: number,
): Promise<ServiceEvents> {
  const socket = await socketNear(service.url)
  const { address, port } = socket.address()
  const place = `udp:${isIP(address) === 6 ? `[${address}]` : address}:${port}`
  const subscribe = (expire: number) => service.request('event_subscribe', { event: name, socket: place, expire })
  try {
    await subscribe(seconds)
  } catch (error) {
    socket.close()
    if (!(error instanceof ServiceRefusal)) throw error
    throw new CellvoiceError('NOT_SUPPORTED', {
      detail: `the service sends no events to ${place} (${error.code}: ${error.message})`,
      remedy: 'Let its access.networks have this computer, or give --no-wait and see the outcome in its log.',
      cause: error,
    })
  }
  return {
    onEvent(listener) {
      socket.on('message', bytes => {
        const event = eventOf(bytes.toString(), name)
        if (event) listener(event)
      })
    },
    async close() {
      // A service that is gone sends nothing any more.
      await subscribe(0).catch(() => {})
      socket.close()
    },
  }
}

/** A socket on that address of this computer from which the service is reached. */
async function socketNear({ hostname, port }: URL): Promise<Socket> {
  const { address, family } = await lookup(hostname.replace(/^\[|\]$/g, ''))
  const type = family === 6 ? 'udp6' : 'udp4'
  const probe = createSocket(type)
  probe.connect(Number(port) || 80, address)
  await once(probe, 'connect')
  const own = probe.address().address
  probe.close()
  const socket = createSocket(type)
  socket.bind(0, own)
  await once(socket, 'listening')
  return socket
}

function eventOf(text: string, name: CallOpsEvent['name']): CallOpsEvent | undefined {
  const { method, params } = objectOf(text) ?? {}
  if (method !== name || typeof params !== 'object' || params === null) return undefined
  // The members are those of the service; what is compared with them are words.
  return { name, params } as CallOpsEvent
}
