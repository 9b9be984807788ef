import { createSocket, type Socket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import type { Logger } from '../../base/logger.ts'
import type { EventSocket } from './event-socket.ts'

/** Sends events as datagrams, one each; a socket of a family is opened at its first event. */
export class EventDatagrams {
  private readonly logger: Logger
  private readonly sockets = new Map<'udp4' | 'udp6', Socket>()
  private failed = 0

  constructor(logger: Logger) {
    this.logger = logger
  }

  /** How many could not be sent. */
  get dropped(): number {
    return this.failed
  }

  send({ address, port, text: place }: EventSocket, text: string): void {
    this.socketFor(isIPv6(address) ? 'udp6' : 'udp4').send(text, port, address, error => {
      if (!error) return
      this.failed++
      this.logger.warn(`management: an event could not be sent to ${place}: ${error.message}`)
    })
  }

  close(): void {
    for (const socket of this.sockets.values()) socket.close()
    this.sockets.clear()
  }

  private socketFor(family: 'udp4' | 'udp6'): Socket {
    const known = this.sockets.get(family)
    if (known) return known
    const socket = createSocket(family)
    // Without a listener an error, of which the callback of its datagram tells, would end the process.
    socket.on('error', () => {})
    socket.unref()
    this.sockets.set(family, socket)
    return socket
  }
}
