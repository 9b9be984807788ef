import { Buffer } from 'node:buffer'

/** The longest line that is kept; AT+CEER may answer 2041 characters (Quectel EC2x AT manual V2.0, 4.2). */
export const MAX_LINE_BYTES = 4096

/** What the framer finds. Called while {@link Framer.feed} runs, in the order of the wire. */
export interface FramerListener {
  /** One line, without its line ends and outer blanks; bytes are decoded as latin1, so nothing is lost. */
  onLine(text: string): void
  /** A `> ` prompt, only while {@link Framer.expectPrompt} is on. */
  onPrompt(): void
  /** Counted binary data, in the pieces in which it came; `remaining` bytes are still to come. */
  onData(bytes: Uint8Array, remaining: number): void
  /** A line longer than {@link MAX_LINE_BYTES}: its beginning, and how many bytes it had. It is dropped. */
  onOverrun(beginning: string, bytes: number): void
}

/** `toString('latin1', …)` comes to the same by a detour that a short line feels. The types of Node leave it out. */
type LineBuffer = Buffer & { latin1Slice(start: number, end: number): string }

const CR = 0x0d
const LF = 0x0a
const QUOTE = 0x22
const BLANK = 0x20
const PROMPT = 0x3e

/**
 * Cuts bytes into lines, prompts and counted data. Pure: the output depends on the bytes alone, never on how
 * they were cut into chunks. V.250 5.7.1 frames a response with CR LF before and after; here every CR or LF ends
 * a line and empty lines do not count, which also takes echoes (`AT\r`), `\r\r\n` and bare `\n`.
 *
 * A line end inside quotes belongs to the text only for the prefixes named in `multilinePrefixes` (`+CUSD:` menus);
 * anywhere else a missing quote would swallow the lines that follow.
 */
export class Framer {
  private readonly buffer = Buffer.alloc(MAX_LINE_BYTES) as LineBuffer
  private readonly listener: FramerListener
  private readonly multilinePrefixes: readonly string[]
  private length = 0
  private quoteOpen = false
  /** Where the last physical line of an open quoted text begins; 0 outside one. */
  private segmentStart = 0
  private droppedBytes = 0
  private dataRemaining = 0
  private skipLineFeed = false
  private promptExpected = false

  constructor(listener: FramerListener, multilinePrefixes: readonly string[] = []) {
    this.listener = listener
    this.multilinePrefixes = multilinePrefixes
  }

  /** Whether `> ` at the start of a line is a prompt (it has no line end of its own). */
  expectPrompt(expected: boolean): void {
    this.promptExpected = expected
  }

  /** The next `count` bytes after the current line end are data, whatever they look like. */
  expectData(count: number): void {
    this.dataRemaining = count
  }

  /** Forgets an unfinished line, for a line that was opened anew. */
  reset(): void {
    this.endLine()
    this.dataRemaining = 0
    this.skipLineFeed = false
    this.promptExpected = false
  }

  feed(chunk: Uint8Array): void {
    let at = 0
    while (at < chunk.length) {
      if (this.dataRemaining > 0) at = this.takeData(chunk, at)
      else at = this.takeText(chunk, at)
    }
  }

  /** Takes a run of bytes that stand for themselves, as nearly all do, and the one byte after it. */
  private takeText(chunk: Uint8Array, from: number): number {
    let at = this.length === 0 ? this.skipLineEnds(chunk, from) : from
    const start = at
    const end = Math.min(chunk.length, start + MAX_LINE_BYTES - this.length)
    // Locals, because a property is slow to write for each byte.
    const { buffer } = this
    let { length } = this
    for (; at < end; at++) {
      // In range, as the loop says.
      const byte = chunk[at] as number
      if (byte <= QUOTE) {
        if (byte < BLANK || (byte === BLANK && length < 2)) break
        if (byte === QUOTE) this.quoteOpen = !this.quoteOpen
      }
      buffer[length++] = byte
    }
    this.length = length
    if (at > start) this.skipLineFeed = false
    if (at < chunk.length) this.takeByte(chunk[at++] as number)
    return at
  }

  /** Between lines there are two to four line ends, and most of them mean nothing. */
  private skipLineEnds(chunk: Uint8Array, from: number): number {
    let at = from
    while (at < chunk.length && (chunk[at] === CR || chunk[at] === LF)) at++
    if (at > from) this.skipLineFeed = chunk[at - 1] === CR
    return at
  }

  private takeData(chunk: Uint8Array, from: number): number {
    // The LF of the CR LF that ended the CONNECT line is not yet data.
    const start = this.skipLineFeed && chunk[from] === LF ? from + 1 : from
    this.skipLineFeed = false
    const end = Math.min(chunk.length, start + this.dataRemaining)
    if (end > start) {
      this.dataRemaining -= end - start
      this.listener.onData(chunk.subarray(start, end), this.dataRemaining)
    }
    return end
  }

  /** Takes a byte that may mean more than itself, or that the buffer has no room for. */
  private takeByte(byte: number): void {
    if (byte === CR || byte === LF) {
      this.takeLineEnd(byte)
      return
    }
    this.skipLineFeed = false
    if (byte === 0) return
    if (this.length === 0 && byte === BLANK) return
    if (this.promptExpected && byte === BLANK && this.length === 1 && this.buffer[0] === PROMPT) {
      this.endLine()
      this.promptExpected = false
      this.listener.onPrompt()
      return
    }
    this.append(byte)
  }

  private append(byte: number): void {
    if (this.length < MAX_LINE_BYTES) this.buffer[this.length++] = byte
    else this.droppedBytes++
  }

  private takeLineEnd(byte: number): void {
    if (this.segmentStart > 0 && this.droppedBytes === 0) this.splitUnclosedText()
    this.skipLineFeed = byte === CR
    if (this.length === 0) return
    if (this.quoteOpen && this.droppedBytes === 0 && this.isMultiline()) {
      this.append(byte)
      this.segmentStart = this.length
      return
    }
    const text = withoutTrail(this.buffer.latin1Slice(0, this.length))
    const dropped = this.droppedBytes
    this.endLine()
    // Blanks alone are an empty line, also where a tab is among them.
    if (dropped === 0 && text !== '') this.listener.onLine(text)
    if (dropped > 0) this.listener.onOverrun(text.slice(0, 64), MAX_LINE_BYTES + dropped)
  }

  private isMultiline(): boolean {
    const beginning = this.buffer.toString('latin1', 0, 16)
    return this.multilinePrefixes.some(prefix => beginning.startsWith(prefix))
  }

  /**
   * If the last physical line of a quoted text stands after an empty one and reads like a message of its own, the quote
   * was never closed: what came before is one line, and the message begins another.
   */
  private splitUnclosedText(): void {
    const before = this.buffer.toString('latin1', 0, this.segmentStart)
    const message = this.buffer.toString('latin1', this.segmentStart, this.length)
    if (!before.endsWith('\r\n\r\n') || !looksLikeMessage(message.trimEnd())) return
    this.endLine()
    this.listener.onLine(withoutTrail(before))
    const bytes = Buffer.from(message, 'latin1')
    for (let at = 0; at < bytes.length; ) at = this.takeText(bytes, at)
  }

  private endLine(): void {
    this.length = 0
    this.quoteOpen = false
    this.segmentStart = 0
    this.droppedBytes = 0
  }
}

/** Line ends and blanks at the end do not count. A byte that is a blank only in Unicode (0xa0) does. */
function withoutTrail(text: string): string {
  return text.charCodeAt(text.length - 1) > BLANK ? text : text.replace(/[ \t\r\n]+$/, '')
}

/** `+CLIP: …`, `^DSCI: …`, `OK`, `NO CARRIER`: what no sentence of a USSD menu looks like. */
function looksLikeMessage(text: string): boolean {
  return /^([+^][A-Z]{2,}( ERROR)?:|(OK|ERROR|RING|RDY|CONNECT|BUSY|NO (CARRIER|ANSWER|DIALTONE)|POWERED DOWN)$)/.test(
    text,
  )
}
