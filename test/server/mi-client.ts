import { execFileSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { closeSync, constants, openSync, rmSync, writeSync } from 'node:fs'
import { request } from 'node:http'
import { connect, Socket } from 'node:net'
import { join } from 'node:path'
import type { ManagementServer } from '../../src/server/management-server-options.ts'

/** A way to send a request and get what comes back; on FIFO and UDP it must come within 5 s. */
export type Ask = (server: Pick<ManagementServer, 'addresses'>, body: string) => Promise<string>

const LIMIT_MS = 5_000

function within<T>(what: string, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${what} within ${LIMIT_MS} ms`)), LIMIT_MS)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** What an HTTP server replied. */
export interface HttpReply {
  readonly status: number
  readonly type: string | undefined
  readonly body: string
}

/** Sends as opensips-cli does; the head fields and all the rest may be changed. */
export async function postHttp(
  server: Pick<ManagementServer, 'addresses'>,
  body: string | Uint8Array,
  { path = '/mi', method = 'POST', headers = {} }: { path?: string; method?: string; headers?: object } = {},
): Promise<HttpReply> {
  const { host, port } = server.addresses.http ?? { host: '', port: 0 }
  const bytes = Buffer.from(body)
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host,
        port,
        path,
        method,
        agent: false,
        headers: {
          'Content-Type': 'application/json',
          'Content-Length': bytes.length,
          Connection: 'close',
          ...headers,
        },
      },
      response => {
        const chunks: Buffer[] = []
        response.on('data', chunk => chunks.push(chunk))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'],
            body: Buffer.concat(chunks).toString(),
          }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(bytes)
  })
}

export const askHttp: Ask = async (server, body) => (await postHttp(server, body)).body

export const askDatagram: Ask = (server, body) => {
  const { host, port } = server.addresses.datagram ?? { host: '', port: 0 }
  const socket = createSocket('udp4')
  const reply = new Promise<string>(resolve => socket.once('message', bytes => resolve(bytes.toString())))
  socket.send(body, port, host)
  return within('datagram', reply).finally(() => socket.close())
}

let lastPipe = 0

export const askFifo: Ask = async (server, body) => {
  const { path, replyFolder } = server.addresses.fifo ?? { path: '', replyFolder: '' }
  const name = `opensips_fifo_reply_${process.pid}_${++lastPipe}_5`
  const replyPath = join(replyFolder, name)
  execFileSync('mkfifo', [replyPath])
  try {
    writeFifo(path, `:${name}:${body}`)
    return await within('reply in the pipe', readFifo(replyPath))
  } finally {
    rmSync(replyPath)
  }
}

/** Writes into a pipe as a client does: opened, written, closed. */
export function writeFifo(path: string, text: string): void {
  const descriptor = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK)
  if (text !== '') writeSync(descriptor, text)
  closeSync(descriptor)
}

/** Reads a pipe to its end. */
function readFifo(path: string): Promise<string> {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  const socket = new Socket({ fd: descriptor, readable: true, writable: false })
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    socket.on('data', chunk => chunks.push(chunk))
    socket.on('end', () => resolve(Buffer.concat(chunks).toString()))
    socket.on('error', reject)
  })
}

/** Sends bytes over TCP and returns all that comes until the server closes. */
export function sendRaw(port: number, text: string): Promise<string> {
  return within(
    'end of the connection',
    new Promise((resolve, reject) => {
      const chunks: Buffer[] = []
      const socket = connect(port, '127.0.0.1', () => socket.write(text))
      socket.on('data', chunk => chunks.push(chunk))
      socket.on('close', () => resolve(Buffer.concat(chunks).toString()))
      socket.on('error', error => ('code' in error && error.code === 'ECONNRESET' ? undefined : reject(error)))
    }),
  )
}
