import { CellvoiceError } from '../../index.ts'
import type { Run } from '../run.ts'

/** Which service, as typed. */
export interface ServiceOptions {
  readonly url: string
  readonly token?: string
}

/** The service understood a request, and refused it. */
export class ServiceRefusal extends Error {
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

/** Commands of a management interface. */
export interface ServiceClient {
  readonly url: URL
  /** @throws ServiceRefusal; CellvoiceError PORT_UNREACHABLE, PORT_NO_PERMISSION. */
  request(method: string, params?: Readonly<Record<string, unknown>>): Promise<unknown>
}

/** A service answers at once: what takes time is told by events. */
const LIMIT_MS = 10_000

/** @throws CellvoiceError INVALID_ARGUMENT for what is no address of a web server. */
export function serviceClient({ io, interruption }: Run, options: ServiceOptions): ServiceClient {
  const url = urlOf(options.url)
  const token = options.token ?? io.env.CELLVOICE_TOKEN
  let lastId = 0
  return {
    url,
    async request(method, params = {}) {
      const body = JSON.stringify({ jsonrpc: '2.0', id: ++lastId, method, params })
      const headers = {
        'Content-Type': 'application/json',
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      }
      const signal = AbortSignal.any([interruption.signal, AbortSignal.timeout(LIMIT_MS)])
      const reply = await fetch(url, { method: 'POST', headers, body, signal }).catch(error => {
        throw interruption.signal.aborted ? error : unreachable(url, whyOf(error), error)
      })
      const text = await reply.text()
      if (reply.status === 401 || reply.status === 403) {
        throw new CellvoiceError('PORT_NO_PERMISSION', {
          detail: `${url} wants a token`,
          remedy: 'Give it as $CELLVOICE_TOKEN or with --token.',
        })
      }
      if (!reply.ok) throw unreachable(url, `HTTP ${reply.status} is no reply of a service`)
      return resultOf(url, text)
    },
  }
}

function resultOf(url: URL, text: string): unknown {
  const reply = objectOf(text)
  if (reply && 'error' in reply) {
    const { code, message, data } = reply.error as { code?: unknown; message?: unknown; data?: unknown }
    throw new ServiceRefusal(Number(code), `${String(message)}${data === undefined ? '' : `: ${String(data)}`}`)
  }
  if (reply && 'result' in reply) return reply.result
  throw unreachable(url, `${JSON.stringify(text.slice(0, 60))} is no reply of a service`)
}

/** The object that a text is as JSON, if it is one. */
export function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined
  } catch {
    return undefined
  }
}

function urlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url
  throw new CellvoiceError('INVALID_ARGUMENT', {
    detail: `--url ${JSON.stringify(text)}`,
    remedy: 'Give the address of the service, such as http://127.0.0.1:8888/mi.',
  })
}

function unreachable(url: URL, why: string, cause?: unknown): CellvoiceError {
  return new CellvoiceError('PORT_UNREACHABLE', {
    detail: `the service at ${url}: ${why}`,
    remedy: 'Check that `cellvoice serve` runs and listens there, or give its --url.',
    cause,
  })
}

/** What the system said is in the cause of what `fetch` throws. */
function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `no reply within ${LIMIT_MS / 1000} s`
  const { cause } = error
  return cause instanceof Error && cause.message !== '' ? cause.message : error.message
}
