import { elementsOf, endOfValue, type JsonMember, type JsonValue, membersOf, skipBlanks } from './json-value.ts'

/** The parameters of a request; `{}` and `[]` are none. */
export type RequestParams =
  | { readonly kind: 'none' }
  | { readonly kind: 'positional'; readonly values: readonly JsonValue[] }
  | { readonly kind: 'named'; readonly members: readonly JsonMember[] }

/** What came over the wire. */
export type ParsedRequest =
  /** `id` is JSON text to be echoed, null where none was given: then nobody waits for a reply. */
  | { readonly kind: 'request'; readonly method: string; readonly params: RequestParams; readonly id: string | null }
  /** JSON, but no request. `id` is JSON text, `null` where there is none that can be echoed. */
  | { readonly kind: 'invalid'; readonly id: string }
  | { readonly kind: 'malformed' }

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads a JSON-RPC 2.0 request. Names of members are found in any letter case, unknown members are passed over, of doubled
 * ones the first counts, and what follows the first JSON value is not looked at.
 */
export function parseRequest(bytes: Uint8Array): ParsedRequest {
  const raw = firstValue(bytes)
  if (raw === undefined) return { kind: 'malformed' }
  let value: unknown
  try {
    value = JSON.parse(raw)
  } catch {
    return { kind: 'malformed' }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { kind: 'invalid', id: 'null' }
  return requestOf(membersOf(raw))
}

function requestOf(members: readonly JsonMember[]): ParsedRequest {
  const find = (name: string) => members.find(member => member.name.toLowerCase() === name)
  const id = find('id')
  const echo = id && echoOf(id)
  const method = find('method')?.value
  const params = paramsOf(find('params'))
  const isSound = find('jsonrpc')?.value === '2.0' && typeof method === 'string' && params && (!id || echo)
  if (!isSound) return { kind: 'invalid', id: echo ?? 'null' }
  return { kind: 'request', method, params, id: echo ?? null }
}

/** The text of the first value; its end is found in bytes, as what follows need not even be UTF-8. */
function firstValue(bytes: Uint8Array): string | undefined {
  const ascii = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const start = skipBlanks(ascii, 0)
  const end = endOfValue(ascii, start)
  if (typeof end !== 'number') return undefined
  try {
    return utf8.decode(bytes.subarray(start, end))
  } catch {
    return undefined
  }
}

/** Numbers are echoed as they were written: read and printed, long ones would come back changed. */
function echoOf({ raw, value }: JsonValue): string | undefined {
  if (value === null || typeof value === 'number') return raw
  return typeof value === 'string' ? JSON.stringify(value) : undefined
}

function paramsOf(given: JsonValue | undefined): RequestParams | undefined {
  if (!given) return { kind: 'none' }
  if (typeof given.value !== 'object' || given.value === null) return undefined
  if (Array.isArray(given.value)) {
    const values = elementsOf(given.raw)
    return values.length === 0 ? { kind: 'none' } : { kind: 'positional', values }
  }
  const members = membersOf(given.raw)
  return members.length === 0 ? { kind: 'none' } : { kind: 'named', members }
}
