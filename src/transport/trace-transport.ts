import type { CellvoiceError } from '../base/error.ts'
import type { Transport, TransportListener } from './transport.ts'

/** Receives the transcript line by line, without line ends. */
export type TraceSink = (line: string) => void

/** A longer line is cut: only binary data has none of CR and LF for so long. */
const maxLineBytes = 4096

const carriageReturn = 0x0d
const lineFeed = 0x0a

/**
 * Writes down what passes through `inner` as a wire transcript that `cellvoice replay` reads: `> ` host to module, `< ` module
 * to host, `# ` opened, closed and lost. One line each; blank lines are left out. A part of a line is written when the
 * direction turns (a prompt, text that ends with Ctrl-Z). Bytes other than printable ASCII appear as `\x1a`, the backslash as `\\`.
 *
 * A sink that throws ends the transcript, never the line.
 */
export function traceTransport(inner: Transport, sink: TraceSink): Transport {
  const transcript = new Transcript(sink)
  return {
    name: inner.name,
    async open(listener: TransportListener) {
      await inner.open({
        onData(chunk) {
          transcript.add('<', chunk)
          listener.onData(chunk)
        },
        onLost(reason) {
          transcript.note(`lost: ${reason.message}`)
          listener.onLost(reason)
        },
      })
      transcript.note(`opened ${inner.name}`)
    },
    async write(bytes) {
      transcript.add('>', bytes)
      await inner.write(bytes).catch((error: CellvoiceError) => {
        transcript.note(`not written: ${error.message}`)
        throw error
      })
    },
    async close() {
      transcript.note(`closed ${inner.name}`)
      await inner.close()
    },
  }
}

class Transcript {
  private readonly sink: TraceSink
  private broken = false
  private direction: '>' | '<' = '>'
  private pending: number[] = []

  constructor(sink: TraceSink) {
    this.sink = sink
  }

  add(direction: '>' | '<', bytes: Uint8Array): void {
    if (direction !== this.direction) this.flush()
    this.direction = direction
    for (const byte of bytes) {
      if (byte === carriageReturn || byte === lineFeed) this.flush()
      else if (this.pending.push(byte) === maxLineBytes) this.flush()
    }
  }

  note(text: string): void {
    this.flush()
    this.say(`# ${text}`)
  }

  private flush(): void {
    if (this.pending.length === 0) return
    const line = `${this.direction} ${this.pending.map(escapeByte).join('')}`
    this.pending = []
    this.say(line)
  }

  private say(line: string): void {
    if (this.broken) return
    try {
      this.sink(line)
    } catch {
      this.broken = true
    }
  }
}

function escapeByte(byte: number): string {
  if (byte === 0x5c) return '\\\\'
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`
}
