import type { Clock } from '../base/clock.ts'
import type { Logger } from '../base/logger.ts'
import type { AccessOptions } from './access.ts'
import type { ManagedCalls, ManagedExchange } from './managed-calls.ts'

/** How events are written on TCP connections; datagrams have no options. */
export interface EventOptions {
  /** Puts a parameter of this name, with the name of the event, before the others. */
  readonly eventParam?: string
  /** Gives each event an id and waits for the reply before the next one. Default false. */
  readonly reliableMode?: boolean
  /** How long a reply and a connection are waited for, in ms, 1 to 60000. Default 5000. */
  readonly limitMs?: number
}

/** Where requests are taken; one at least. */
export interface ListenOptions {
  /** `host` default 127.0.0.1; `port` 0 to 65535, 0 takes a free one; `path` default `/mi`. */
  readonly http?: { readonly host?: string; readonly port: number; readonly path?: string }
  /** UDP. */
  readonly datagram?: { readonly host?: string; readonly port: number }
  /** A named pipe, made where there is none. `replyFolder`: where clients make theirs; default the folder of `path`. */
  readonly fifo?: { readonly path: string; readonly replyFolder?: string }
}

/** What a management interface is about. */
export interface ManagedService {
  /** For the figures; the one that `callOps` works on. */
  readonly exchange: ManagedExchange
  /** Does what commands ask for, and has the events. Closing the server leaves both open. */
  readonly callOps: ManagedCalls
}

/** What {@link startManagementServer} takes. */
export interface ManagementServerOptions extends ManagedService, ManagementPlaceOptions {}

/** What {@link bindManagementServer} takes. */
export interface ManagementPlaceOptions {
  /** Default: that of the system. */
  readonly clock?: Clock
  /** Is told where it listens and who may come in. */
  readonly logger?: Logger
  /** Where requests are taken. */
  readonly listen: ListenOptions
  /** Default: only programs on this computer. */
  readonly access?: AccessOptions
  /** As the command `version` shows it; default `cellvoice`. Some clients want to see `OpenSIPS (3.6.8 …`: that is for you to say. */
  readonly version?: string
  /** How events are written on TCP connections. */
  readonly events?: EventOptions
}

/** Where it listens. */
export interface ManagementAddresses {
  readonly http?: { readonly host: string; readonly port: number; readonly path: string }
  readonly datagram?: { readonly host: string; readonly port: number }
  readonly fifo?: { readonly path: string; readonly replyFolder: string }
}

/** A management interface that is up. */
export interface ManagementServer {
  readonly addresses: ManagementAddresses
  /** Takes no more requests, ends subscriptions, removes the pipe. Calls go on. Harmless when closed. */
  close(): Promise<void>
}

/** A management interface that has its places, and whose service is not there yet. */
export interface BoundManagementServer {
  readonly addresses: ManagementAddresses
  /** Answers requests from now on. To be called once. */
  start(service: ManagedService): ManagementServer
  /** As {@link ManagementServer.close}. */
  close(): Promise<void>
}
