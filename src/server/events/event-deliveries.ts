import { EventDatagrams } from './event-datagrams.ts'
import type { EventSocket } from './event-socket.ts'
import { EventStream, type EventStreamOptions } from './event-stream.ts'
import { eventText, type RaisedEvent } from './event-text.ts'
import type { EventDelivery } from './subscriptions.ts'

const streamKey = ({ address, port }: EventSocket) => `${address} ${port}`

/** Brings events to their sockets: datagrams at once, streams over one connection for each address. */
export class EventDeliveries implements EventDelivery {
  private readonly options: Omit<EventStreamOptions, 'onDropped'>
  private readonly datagrams: EventDatagrams
  private readonly streams = new Map<string, EventStream>()
  private sent = 0
  private droppedByStreams = 0

  constructor(options: Omit<EventStreamOptions, 'onDropped'>) {
    this.options = options
    this.datagrams = new EventDatagrams(options.logger)
  }

  /** How many events were given to a socket, each socket counted. */
  get handedOver(): number {
    return this.sent
  }

  /** How many of them are known not to have arrived. */
  get dropped(): number {
    return this.droppedByStreams + this.datagrams.dropped
  }

  send(socket: EventSocket, event: RaisedEvent): void {
    this.sent++
    if (socket.scheme === 'udp') this.datagrams.send(socket, eventText(event))
    else this.streamFor(socket).send(event, socket.method)
  }

  keepOnly(sockets: readonly EventSocket[]): void {
    const wanted = new Set(sockets.filter(({ scheme }) => scheme === 'tcp').map(streamKey))
    for (const [key, stream] of this.streams) {
      if (wanted.has(key)) continue
      stream.close()
      this.streams.delete(key)
    }
  }

  close(): void {
    this.keepOnly([])
    this.datagrams.close()
  }

  private streamFor(socket: EventSocket): EventStream {
    const key = streamKey(socket)
    const known = this.streams.get(key)
    if (known) return known
    const onDropped = (count: number) => {
      this.droppedByStreams += count
    }
    const stream = new EventStream({ host: socket.address, port: socket.port }, { ...this.options, onDropped })
    this.streams.set(key, stream)
    return stream
  }
}
