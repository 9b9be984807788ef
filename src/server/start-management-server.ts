import { systemClock } from '../base/clock.ts'
import { CellvoiceError } from '../base/error.ts'
import { type Logger, silentLogger } from '../base/logger.ts'
import { type AccessRules, accessRules, isLoopback } from './access.ts'
import type { CarrierContext } from './carriers/carrier.ts'
import { openDatagram } from './carriers/datagram.ts'
import { openFifo } from './carriers/fifo.ts'
import { openHttp } from './carriers/http.ts'
import { EventDeliveries } from './events/event-deliveries.ts'
import { Subscriptions } from './events/subscriptions.ts'
import { type ListenPlaces, listenPlaces } from './listen-rules.ts'
import type {
  BoundManagementServer,
  EventOptions,
  ManagedService,
  ManagementAddresses,
  ManagementPlaceOptions,
  ManagementServer,
  ManagementServerOptions,
} from './management-server-options.ts'
import { answerRequest } from './mi/answer-request.ts'
import { commandTable } from './mi/command-table.ts'
import { allCommands } from './mi/commands/all-commands.ts'
import type { MiContext } from './mi/mi-context.ts'
import { type ServerCounters, serverStatistics } from './server-statistics.ts'

const EVENT_LIMIT_MS = 5_000

/**
 * Opens a management interface that speaks as OpenSIPS does: JSON-RPC over HTTP, UDP and a named pipe, with events as
 * datagrams and over TCP. Without {@link ManagementServerOptions.access} only programs on this computer may come in.
 *
 * @throws CellvoiceError INVALID_ARGUMENT where anybody could come in, or an option is wrong; PORT_BUSY, PORT_NO_PERMISSION,
 *   PORT_FAILED, FILE_EXISTS, FILE_FAILED where it cannot listen; nothing is left open then.
 * @see https://opensips.org/Documentation/Interface-CoreMI-3-6 for the commands.
 */
export async function startManagementServer(options: ManagementServerOptions): Promise<ManagementServer> {
  return (await bindManagementServer(options)).start(options)
}

/**
 * Takes the places of a management interface before there is an exchange: whoever finds them taken must not open its lines.
 * Until it is started, HTTP answers 503, and datagrams and the pipe do not answer.
 * @throws CellvoiceError as {@link startManagementServer}.
 */
export async function bindManagementServer(options: ManagementPlaceOptions): Promise<BoundManagementServer> {
  const { clock = systemClock, logger = silentLogger } = options
  const access = accessRules(options.access ?? {})
  const places = listenPlaces(options.listen, access)
  const deliveries = new EventDeliveries({ clock, logger, ...eventOptions(options.events ?? {}) })
  const subscriptions = new Subscriptions({ clock, logger, delivery: deliveries, mayReach: access.isNear })
  let answer: Answerer = () => ({ kind: 'not-ready' })
  const context: CarrierContext = { answer: (bytes, maxReply) => answer(bytes, maxReply), access, clock, logger }
  const carriers = await openCarriers(places, context)
  let stop = () => {}

  let closing: Promise<void> | undefined
  const shut = async () => {
    stop()
    await carriers.close()
    subscriptions.close()
    deliveries.close()
  }
  const close = () => {
    closing ??= shut()
    return closing
  }
  const { addresses } = carriers
  return {
    addresses,
    start({ exchange, callOps }) {
      const started = serve(options, { exchange, callOps }, { subscriptions, deliveries })
      answer = started.answer
      stop = started.stop
      tell(addresses, access, logger)
      return { addresses, close }
    },
    close,
  }
}

type Answerer = CarrierContext['answer']

/** Answers requests about an exchange, and publishes its events. */
function serve(
  { clock = systemClock, logger = silentLogger, version = 'cellvoice' }: ManagementPlaceOptions,
  { exchange, callOps }: ManagedService,
  { subscriptions, deliveries }: { readonly subscriptions: Subscriptions; readonly deliveries: EventDeliveries },
): { readonly answer: Answerer; stop(): void } {
  const counters: ServerCounters = { requests: 0, refused: 0, calls: 0 }
  const startedMs = clock.now()
  const uptimeMs = () => clock.now() - startedMs
  const statistics = serverStatistics({ exchange, callOps, subscriptions, deliveries, uptimeMs, counters })
  const commands = commandTable(allCommands)
  const context: MiContext = { callOps, subscriptions, commands, statistics, version, uptimeMs }
  const note = (outcome: 'done' | 'refused') => {
    counters.requests++
    if (outcome === 'refused') counters.refused++
  }
  const events = callOps.events$.subscribe(event =>
    subscriptions.publish({
      name: event.name,
      params: Object.entries(event.params).map(([name, value]) => ({ name, value })),
    }),
  )
  const stopCounting = exchange.onLeg(leg => {
    if (leg.kind === 'cellular') counters.calls++
  })
  return {
    answer: (bytes, maxReply) => answerRequest(bytes, { context, logger, note }, maxReply),
    stop() {
      events.unsubscribe()
      stopCounting()
    },
  }
}

function eventOptions({ eventParam, reliableMode = false, limitMs = EVENT_LIMIT_MS }: EventOptions) {
  if (!Number.isInteger(limitMs) || limitMs < 1 || limitMs > 60_000) {
    throw new CellvoiceError('INVALID_ARGUMENT', { detail: `events.limitMs ${limitMs} is not 1 to 60000` })
  }
  return { reliableMode, limitMs, ...(eventParam !== undefined && { eventParam }) }
}

/** Opens all places, or none. */
async function openCarriers(places: ListenPlaces, context: CarrierContext) {
  const closers: (() => Promise<void>)[] = []
  const close = async () => {
    await Promise.all(closers.map(each => each()))
  }
  const kept = async <Carrier extends { close(): Promise<void> }>(opening: Promise<Carrier>): Promise<Carrier> => {
    const carrier = await opening
    closers.push(() => carrier.close())
    return carrier
  }
  try {
    const http = places.http && (await kept(openHttp(places.http, context)))
    const datagram = places.datagram && (await kept(openDatagram(places.datagram, context)))
    const fifo = places.fifo && (await kept(openFifo(places.fifo, context)))
    const addresses: ManagementAddresses = {
      ...(http && { http: { host: http.host, port: http.port, path: http.path } }),
      ...(datagram && { datagram: { host: datagram.host, port: datagram.port } }),
      ...(fifo && { fifo: { path: fifo.path, replyFolder: fifo.replyFolder } }),
    }
    return { addresses, close }
  } catch (error) {
    await close()
    throw error
  }
}

function tell({ http, datagram, fifo }: ManagementAddresses, access: AccessRules, logger: Logger): void {
  // An address of this computer is reached from nowhere else, whatever networks are allowed.
  const who = (host: string, here: string, everywhere: string) => (isLoopback(host) ? here : everywhere)
  if (http) {
    const here = access.hasToken ? 'who has the token, on this computer' : 'this computer'
    const openTo = who(http.host, here, access.described.http)
    logger.info(`management: http://${inUrl(http.host)}:${http.port}${http.path}, open to ${openTo}`)
    if (access.hasToken && !isLoopback(http.host))
      logger.warn('management: the token goes over the network unencrypted')
  }
  if (datagram) {
    const openTo = who(datagram.host, 'this computer', access.described.datagram)
    logger.info(`management: udp:${inUrl(datagram.host)}:${datagram.port}, open to ${openTo}`)
  }
  if (fifo)
    logger.info(
      `management: the pipe ${fifo.path}, open to users who may write into it; replies in ${fifo.replyFolder}`,
    )
}

const inUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host)
