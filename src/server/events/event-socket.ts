import { isIP } from 'node:net'

/** Where events go. */
export interface EventSocket {
  readonly scheme: 'udp' | 'tcp'
  /** An IP address; IPv6 without brackets. */
  readonly address: string
  readonly port: number
  /** In place of the event's name; only on TCP. */
  readonly method: string | null
  /** In the spelling of `subscribers_list`. */
  readonly text: string
}

const form = /^(udp|tcp):(?:\[([\da-f:.]+)\]|([\d.]+|localhost)):(\d{1,5})(?:\/([!-~]{1,64}))?$/i

/**
 * Reads `udp:ip:port`, or `tcp:ip:port` with an optional `/method`. Names of hosts but `localhost` are not looked up: what a
 * request makes us ask of a name server would be one more thing to guard.
 * @returns undefined for any other form.
 */
export function parseEventSocket(text: string): EventSocket | undefined {
  const [, scheme, ipv6, ipv4, digits, method = null] = form.exec(text) ?? []
  const address = ipv6 ?? (ipv4?.toLowerCase() === 'localhost' ? '127.0.0.1' : ipv4)
  const port = Number(digits)
  if (!address || isIP(address) === 0 || port < 1 || port > 65_535) return undefined
  const isTcp = scheme?.toLowerCase() === 'tcp'
  if (!isTcp && method !== null) return undefined
  const place = `${isTcp ? 'tcp' : 'udp'}:${ipv6 ? `[${address}]` : address}:${port}`
  return { scheme: isTcp ? 'tcp' : 'udp', address, port, method, text: method === null ? place : `${place}/${method}` }
}
