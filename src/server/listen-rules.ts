import { CellvoiceError } from '../base/error.ts'
import { type AccessRules, isLoopback } from './access.ts'
import type { ListenOptions } from './management-server-options.ts'

/** Where to listen, complete and allowed. */
export interface ListenPlaces {
  readonly http?: { readonly host: string; readonly port: number; readonly path: string }
  readonly datagram?: { readonly host: string; readonly port: number }
  readonly fifo?: { readonly path: string; readonly replyFolder?: string }
}

/**
 * Fills in what was left out, and refuses to listen where anybody could come in.
 * @throws CellvoiceError INVALID_ARGUMENT.
 */
export function listenPlaces({ http, datagram, fifo }: ListenOptions, access: AccessRules): ListenPlaces {
  if (!http && !datagram && !fifo) throw invalid('listen names no place', 'Give http, datagram or fifo.')
  const httpPlace = http && { ...placeOf('listen.http', http), path: http.path ?? '/mi' }
  const datagramPlace = datagram && placeOf('listen.datagram', datagram)
  if (httpPlace && !/^\/[!-~]*$/.test(httpPlace.path)) throw invalid('listen.http.path', 'Begin it with a slash.')
  if (httpPlace && !isLoopback(httpPlace.host) && !access.hasToken && !access.hasNetworks) {
    throw invalid(
      `listen.http on ${httpPlace.host} would let everybody in`,
      'Listen on 127.0.0.1, or give access.token or access.networks.',
    )
  }
  if (datagramPlace && !isLoopback(datagramPlace.host) && !access.hasNetworks) {
    throw invalid(
      `listen.datagram on ${datagramPlace.host} would let everybody in`,
      'Listen on 127.0.0.1, or give access.networks; a datagram carries no token.',
    )
  }
  return {
    ...(httpPlace && { http: httpPlace }),
    ...(datagramPlace && { datagram: datagramPlace }),
    ...(fifo && { fifo }),
  }
}

function placeOf(what: string, { host = '127.0.0.1', port }: { readonly host?: string; readonly port: number }) {
  if (host === '') throw invalid(`${what}.host is empty`, 'Give an address, such as 127.0.0.1.')
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw invalid(`${what}.port ${port}`, 'Give 1 to 65535, or 0 for a free one.')
  }
  // What a name server says of `localhost` is not to decide who may come in.
  return { host: host === 'localhost' ? '127.0.0.1' : host, port }
}

const invalid = (detail: string, remedy: string) => new CellvoiceError('INVALID_ARGUMENT', { detail, remedy })
