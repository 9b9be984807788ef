import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ReadlineParser } from '@serialport/parser-readline'

/** A longer line than this is no wire line: the driver's own limit is far below. Bytes. */
export const MAX_LINE_BYTES = 65_536

/**
 * The lines of a stream as they come, bytes read as latin1 so that none is lost, without LF and a CR before it; a byte
 * order mark in front is left out. Only as much is read as is taken.
 *
 * @param tooLong the error for a line longer than {@link MAX_LINE_BYTES}, by its number from 1.
 * @param signal ends the reading.
 * @throws what `tooLong` gives, the error of the stream, or the reason of `signal`.
 */
export async function* boundedLines(
  input: Readable,
  tooLong: (lineNumber: number) => Error,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const parser = new ReadlineParser({ encoding: 'latin1', readableObjectMode: true })
  // What goes wrong is thrown by the loop below.
  pipeline(input, lengthGuard(), parser, { signal }).catch(() => {})
  let lineNumber = 0
  for await (const line of parser as AsyncIterable<string>) {
    lineNumber++
    if (line.length > MAX_LINE_BYTES) throw tooLong(lineNumber)
    const text = line.endsWith('\r') ? line.slice(0, -1) : line
    yield lineNumber === 1 && text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text
  }
}

/** U+FEFF in UTF-8, read as latin1. */
const BYTE_ORDER_MARK = '\xef\xbb\xbf'

/**
 * Ends a line that is too long one byte after it may, and takes nothing more: the parser behind keeps a whole line in
 * memory, and whoever takes that line from it ends the reading.
 */
function lengthGuard(): Transform {
  let lineBytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      for (let from = 0; from < chunk.length; ) {
        const lineFeed = chunk.indexOf(LINE_FEED, from)
        const end = lineFeed < 0 ? chunk.length : lineFeed
        lineBytes += end - from
        if (lineBytes > MAX_LINE_BYTES) {
          this.push(chunk.subarray(0, end - (lineBytes - MAX_LINE_BYTES - 1)))
          this.push('\n')
          return
        }
        if (lineFeed >= 0) lineBytes = 0
        from = end + 1
      }
      done(null, chunk)
    },
  })
}

const LINE_FEED = 0x0a
