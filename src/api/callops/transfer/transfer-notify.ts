/** What somebody reports about a transfer: the `Event` header and the body of a SIP NOTIFY (RFC 3515 2.4). */
export interface TransferNotify {
  readonly event: string
  readonly body: string
}

/** Longer bodies are no status lines. */
const MAX_BODY = 4096

/**
 * Reads a report.
 * @returns its status, `180 Ringing`, with further lines as they are; `bad-body` where there is no status line; `not-refer`
 *   for another event package; `unreadable` for what is too long.
 */
export function readNotify({
  event,
  body,
}: TransferNotify):
  | { readonly kind: 'status'; readonly status: string }
  | { readonly kind: 'bad-body' | 'not-refer' | 'unreadable' } {
  const [eventPackage = ''] = event.split(';', 1)
  if (eventPackage.trim().toLowerCase() !== 'refer') return { kind: 'not-refer' }
  if (body.length > MAX_BODY) return { kind: 'unreadable' }
  const [, status] = /^SIP\/2\.0 +(.*?)\s*$/is.exec(body) ?? []
  return status === undefined ? { kind: 'bad-body' } : { kind: 'status', status }
}
