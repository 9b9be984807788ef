import { createHash, timingSafeEqual } from 'node:crypto'
import { BlockList, isIP } from 'node:net'
import { CellvoiceError } from '../base/error.ts'

/** Who may use the management interface from elsewhere than this computer. */
export interface AccessOptions {
  /** 16 characters or more; over HTTP as `Authorization: Bearer`, or as the password of any user in `Basic`. */
  readonly token?: string
  /** Addresses and networks in CIDR form: `192.0.2.0/24`, `2001:db8::/32`, `192.0.2.7`. They need no token. */
  readonly networks?: readonly string[]
}

/** The rules in force. */
export interface AccessRules {
  readonly hasToken: boolean
  readonly hasNetworks: boolean
  /** Whether an address is of this computer or of an allowed network: datagrams come only from there, events go only there. */
  isNear(address: string): boolean
  /** Whether a request over HTTP may come in. */
  admits(address: string, authorization: string | undefined): boolean
  /** Whether a connection can become a request at all. */
  mayKnock(address: string): boolean
  /** For the log: who may come in by HTTP, and who by datagrams. */
  readonly described: { readonly http: string; readonly datagram: string }
}

const MIN_TOKEN = 16

/** @throws CellvoiceError INVALID_ARGUMENT for a short token and for what is no network. */
export function accessRules({ token, networks = [] }: AccessOptions): AccessRules {
  if (token !== undefined && token.length < MIN_TOKEN) {
    throw new CellvoiceError('INVALID_ARGUMENT', {
      detail: `access.token has ${token.length} characters`,
      remedy: `Give ${MIN_TOKEN} or more, for example from \`openssl rand -hex 16\`.`,
    })
  }
  const listed = listOf(networks)
  const contains = (address: string) => isIP(address) !== 0 && listed.check(address, familyOf(address))
  const isNear = (address: string) => isLoopback(address) || contains(address)
  const near = ['this computer', ...networks].join(', ')
  return {
    hasToken: token !== undefined,
    hasNetworks: networks.length > 0,
    isNear,
    admits: (address, authorization) =>
      contains(address) || (token === undefined ? isLoopback(address) : isToken(authorization, token)),
    mayKnock: address => token !== undefined || isNear(address),
    described: {
      http: token === undefined ? near : ['who has the token', ...networks].join(', '),
      datagram: near,
    },
  }
}

/** Whether an address is of this computer. Names are not looked up; of them only `localhost` counts. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || (isIP(host) !== 0 && loopback.check(host, familyOf(host)))
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

// An IPv4 address in IPv6 clothes (::ffff:127.0.0.1) is found among the IPv4 ones.
const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [, address = '', prefix] = /^([\da-f:.]+)(?:\/(\d{1,3}))?$/i.exec(network) ?? []
    const bits = isIP(address) === 6 ? 128 : 32
    const length = prefix === undefined ? bits : Number(prefix)
    if (isIP(address) === 0 || length > bits) {
      throw new CellvoiceError('INVALID_ARGUMENT', {
        detail: `access.networks: ${JSON.stringify(network)} is no network`,
        remedy: 'Write an address or a network, such as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32.',
      })
    }
    list.addSubnet(address, length, familyOf(address))
  }
  return list
}

function isToken(authorization: string | undefined, token: string): boolean {
  const [, scheme = '', given = ''] = /^(bearer|basic)\s+(\S+)\s*$/i.exec(authorization ?? '') ?? []
  const said =
    scheme.toLowerCase() === 'basic'
      ? Buffer.from(given, 'base64')
          .toString()
          .replace(/^[^:]*:/, '')
      : given
  // Hashes have one length, and take as long to compare whatever is wrong in them.
  return timingSafeEqual(hash(said), hash(token))
}

const hash = (text: string) => createHash('sha256').update(text).digest()
