import { CellvoiceError } from '../base/error.ts'

/** Where a TCP server is. */
export interface TcpAddress {
  /** A name or an address; IPv6 without brackets. */
  readonly host: string
  /** 1 to 65535. */
  readonly port: number
}

const form = /^tcp:\/\/(?:\[([\da-f:.]+(?:%\w+)?)\]|([\w.-]+)):(\d{1,5})\/?$/i

/**
 * Reads `tcp://host:port`.
 * @throws CellvoiceError INVALID_ARGUMENT when `url` has another form, or its port is not 1 to 65535.
 */
export function parseTcpAddress(url: string): TcpAddress {
  const [, ipv6, name, digits] = form.exec(url) ?? []
  const host = ipv6 ?? name
  const port = Number(digits)
  if (!host || port < 1 || port > 65_535) {
    throw new CellvoiceError('INVALID_ARGUMENT', {
      detail: `${JSON.stringify(url)} is not of the form tcp://host:port, such as tcp://127.0.0.1:4000 or tcp://[::1]:4000`,
    })
  }
  return { host, port }
}
