import { endOfValue, skipBlanks } from '../json-rpc/json-value.ts'

/** The longest reply that is waited for, in bytes. */
const MAX_REPLY = 65_536

/** Finds the ids of JSON-RPC replies in what comes over a stream, in whatever pieces. */
export class ReplyIds {
  private text = ''

  /** @returns the ids of the replies that are complete now; `unusable` where one is over 64 KiB, or is no JSON. */
  take(chunk: Uint8Array): readonly number[] | 'unusable' {
    this.text += Buffer.from(chunk).toString('latin1')
    const ids: number[] = []
    for (;;) {
      const start = skipBlanks(this.text, 0)
      const end = endOfValue(this.text, start)
      if (end === 'malformed') return 'unusable'
      if (end === 'cut') return this.text.length > MAX_REPLY ? 'unusable' : ids
      ids.push(...idIn(this.text.slice(start, end)))
      this.text = this.text.slice(end)
    }
  }
}

function idIn(raw: string): readonly number[] {
  try {
    const value: unknown = JSON.parse(raw)
    const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined
    return typeof id === 'number' ? [id] : []
  } catch {
    return []
  }
}
