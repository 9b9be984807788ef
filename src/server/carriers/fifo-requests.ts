import { endOfValue, skipBlanks } from '../json-rpc/json-value.ts'
import { MAX_REQUEST } from './carrier.ts'

/** A request as it came through the pipe. */
export interface FifoRequest {
  /** The pipe that waits for the reply, by its name in the reply folder; '' where nobody waits. */
  readonly replyName: string
  readonly bytes: Uint8Array
}

/** As long as names of files can be. */
const MAX_REPLY_NAME = 255

/**
 * Finds requests, `:replyname:` and JSON, in what comes through a pipe: several writers, whatever pieces. What begins with no
 * colon is dropped to the end of its line.
 */
export class FifoRequests {
  private text = ''

  /** Whether a request has begun and not ended. */
  get isInside(): boolean {
    return this.text.length > 0
  }

  /** Forgets what has begun: its writer is gone. */
  reset(): void {
    this.text = ''
  }

  /** @returns the requests that are complete now. */
  take(chunk: Uint8Array): readonly FifoRequest[] {
    // Bytes as characters: the structure is ASCII, and the rest goes through unchanged.
    this.text += Buffer.from(chunk).toString('latin1')
    const requests: FifoRequest[] = []
    for (;;) {
      this.text = this.text.slice(skipBlanks(this.text, 0))
      const found = this.next()
      if (found === 'nothing') return requests
      if (found !== 'dropped') requests.push(found)
    }
  }

  private next(): FifoRequest | 'dropped' | 'nothing' {
    if (this.text === '') return 'nothing'
    const colon = this.text.indexOf(':', 1)
    if (!this.text.startsWith(':') || colon > MAX_REPLY_NAME + 1) return this.dropLine()
    if (colon < 0)
      return this.text.length > MAX_REPLY_NAME + 1 || this.text.includes('\n') ? this.dropLine() : 'nothing'
    const start = skipBlanks(this.text, colon + 1)
    const end = endOfValue(this.text, start)
    if (end === 'malformed') return this.dropLine()
    if (end === 'cut') return this.text.length > MAX_REQUEST ? this.dropLine() : 'nothing'
    const replyName = this.text.slice(1, colon)
    const bytes = Buffer.from(this.text.slice(start, end), 'latin1')
    this.text = this.text.slice(end)
    return isFileName(replyName) ? { replyName, bytes } : 'dropped'
  }

  private dropLine(): 'dropped' {
    const lineEnd = this.text.indexOf('\n')
    this.text = lineEnd < 0 ? '' : this.text.slice(lineEnd + 1)
    return 'dropped'
  }
}

/** A name must not lead out of the reply folder, nor to anything hidden in it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
const isFileName = (name: string): boolean => !/[./\\\u0000-\u001f]/.test(name)
