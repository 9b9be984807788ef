import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { errorReply } from '../json-rpc/reply-text.ts'
import { parseError } from '../json-rpc/rpc-error.ts'
import { bindError } from './bind-error.ts'
import { type CarrierContext, MAX_REQUEST } from './carrier.ts'

/** Where requests are taken over HTTP. */
export interface HttpCarrier {
  readonly host: string
  readonly port: number
  readonly path: string
  close(): Promise<void>
}

const MAX_CONNECTIONS = 64
const MAX_HEADER_BYTES = 8_192
const HEADERS_LIMIT_MS = 5_000
const REQUEST_LIMIT_MS = 10_000
/** Also for a client that does not read its reply. */
const IDLE_LIMIT_MS = 15_000

const badRequestPage = '<html><body><h1>400 Bad Request</h1></body></html>'

/** Takes requests over HTTP. @throws CellvoiceError PORT_BUSY, PORT_NO_PERMISSION, PORT_FAILED. */
export async function openHttp(
  { host, port, path }: { readonly host: string; readonly port: number; readonly path: string },
  context: CarrierContext,
): Promise<HttpCarrier> {
  const server = createServer(
    {
      headersTimeout: HEADERS_LIMIT_MS,
      requestTimeout: REQUEST_LIMIT_MS,
      keepAliveTimeout: HEADERS_LIMIT_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
      // Every 30 s unless said, whatever the limits.
      connectionsCheckingInterval: 1_000,
    },
    (request, response) => void receive(request, response, path, context),
  )
  server.maxConnections = MAX_CONNECTIONS
  server.setTimeout(IDLE_LIMIT_MS)
  server.on('connection', (socket: Socket) => {
    if (!context.access.mayKnock(socket.remoteAddress ?? '')) socket.destroy()
  })
  await listening(server, host, port)
  // A connection that could not be accepted, for want of file descriptors, must not end the process.
  server.on('error', error => context.logger.warn(`management: http: ${error.message}`))
  const address = server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  return { host, port: bound, path, close: () => closed(server) }
}

async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  context: CarrierContext,
): Promise<void> {
  request.on('error', () => {})
  const refusal = refusalOf(request, path, context)
  if (refusal?.kind === 'hang-up') {
    request.socket.destroy()
    return
  }
  if (refusal) {
    end(response, refusal.status, refusal.headers ?? {}, refusal.body ?? '')
    return
  }
  const body = await bodyOf(request)
  if (body === 'gone') return
  if (body === 'too-long') end(response, 413, last, '')
  else if (body.length === 0) end(response, 400, html, badRequestPage)
  else reply(response, body, context)
}

function reply(response: ServerResponse, body: Uint8Array, { answer }: CarrierContext): void {
  const answered = answer(body)
  if (answered.kind === 'silent') end(response, 202, {}, '')
  else if (answered.kind === 'not-ready') end(response, 503, { 'Retry-After': '5' }, '')
  else end(response, 200, json, answered.kind === 'reply' ? answered.text : errorReply(parseError(), 'null'))
}

const json = { 'Content-Type': 'application/json' }
/** What a refused client still sends is not waited for. */
const last = { Connection: 'close' }
const html = { 'Content-Type': 'text/html' }

type Refusal =
  | {
      readonly kind: 'status'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
    }
  /** As OpenSIPS does with bodies of other types; it also keeps web pages of elsewhere from sending forms here. */
  | { readonly kind: 'hang-up' }

function refusalOf(request: IncomingMessage, path: string, { access }: CarrierContext): Refusal | undefined {
  const { authorization, origin } = request.headers
  const address = request.socket.remoteAddress ?? ''
  if (!access.admits(address, authorization)) {
    if (!access.hasToken) return { kind: 'status', status: 403, headers: last }
    return { kind: 'status', status: 401, headers: { ...last, 'WWW-Authenticate': 'Basic realm="cellvoice"' } }
  }
  // A browser on an admitted computer shows pages of everybody, who are not admitted; only a token is not theirs to send.
  if (origin !== undefined && !access.hasToken) return { kind: 'status', status: 403, headers: last }
  if (!isBelow(request.url ?? '', path)) return { kind: 'status', status: 400, headers: html, body: badRequestPage }
  if (request.method === 'GET') return { kind: 'status', status: 405 }
  if (request.method !== 'POST') return { kind: 'status', status: 406 }
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
  if (type === 'application/json') return undefined
  const isForm = type === 'application/x-www-form-urlencoded' || type === 'multipart/form-data'
  return isForm ? { kind: 'status', status: 400, headers: html, body: badRequestPage } : { kind: 'hang-up' }
}

function isBelow(url: string, path: string): boolean {
  const asked = url.split('?')[0] ?? ''
  return asked === path || asked.startsWith(path.endsWith('/') ? path : `${path}/`)
}

function bodyOf(request: IncomingMessage): Promise<Uint8Array | 'too-long' | 'gone'> {
  return new Promise(resolve => {
    const chunks: Buffer[] = []
    let length = 0
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= MAX_REQUEST) chunks.push(chunk)
      else {
        request.pause()
        resolve('too-long')
      }
    })
    request.on('end', () => resolve(Buffer.concat(chunks)))
    request.on('close', () => resolve('gone'))
  })
}

function end(response: ServerResponse, status: number, headers: Readonly<Record<string, string>>, body: string): void {
  const bytes = Buffer.from(body)
  response.writeHead(status, { ...headers, 'Content-Length': bytes.length })
  response.end(bytes)
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(bindError(`http://${host}:${port}`, error))
    server.once('error', fail)
    server.listen({ host, port }, () => {
      server.off('error', fail)
      resolve()
    })
  })
}

function closed(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
