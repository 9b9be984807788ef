import { createReadStream } from 'node:fs'

/** A line of a file, and where the next one begins, in bytes. */
export interface LogLine {
  readonly text: string
  readonly endsAt: number
  /** Whether its line feed is there: the last line of a file that was being written may be cut anywhere. */
  readonly isTerminated: boolean
}

const LINE_FEED = 0x0a
/** A longer line is none of ours; it is given as '' so that a broken file cannot fill the memory. */
const MAX_LINE_BYTES = 65_536

/** The lines of a file, a piece at a time. @throws what the system says. */
export async function* logLines(path: string): AsyncGenerator<LogLine> {
  let rest: Buffer = Buffer.alloc(0)
  let endsAt = 0
  let isTooLong = false
  const stream = createReadStream(path) as AsyncIterable<Buffer>
  for await (const chunk of stream) {
    let piece: Buffer = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    for (let at = piece.indexOf(LINE_FEED); at >= 0; at = piece.indexOf(LINE_FEED)) {
      endsAt += at + 1
      yield { text: isTooLong ? '' : textOf(piece.subarray(0, at)), endsAt, isTerminated: true }
      isTooLong = false
      piece = piece.subarray(at + 1)
    }
    if (piece.length > MAX_LINE_BYTES) {
      isTooLong = true
      endsAt += piece.length
      piece = Buffer.alloc(0)
    }
    rest = piece
  }
  if (rest.length > 0 || isTooLong) {
    yield { text: isTooLong ? '' : textOf(rest), endsAt: endsAt + rest.length, isTerminated: false }
  }
}

function textOf(bytes: Buffer): string {
  return bytes.length > MAX_LINE_BYTES ? '' : bytes.toString('utf8')
}
