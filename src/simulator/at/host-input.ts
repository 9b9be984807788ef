const cr = 13
const lf = 10
const backspace = 8
const escapeKey = 27
const maxLineBytes = 4096

/** What the host's bytes become. */
export interface InputListener {
  /** A character has arrived; it is echoed if echo is on. */
  onCharacter(byte: number): void
  /** A whole command line, without AT and its end; `undefined` for one that was too long. */
  onCommandLine(body: string | undefined): void
}

/**
 * Cuts the host's bytes into command lines (V.250 5.2), or hands them over counted, as after a CONNECT.
 * Anything at all may arrive: what is not a command line is dropped, and a line is bounded to 4096 bytes.
 */
export class HostInput {
  /** S3, the character that ends a line. */
  endCharacter = cr
  /** S5, the character that takes the last one back. */
  editCharacter = backspace
  private readonly listener: InputListener
  private line: number[] = []
  private tooLong = false
  private lastBody = ''
  private counted: { left: number; onBytes: (bytes: Uint8Array) => void } | undefined

  constructor(listener: InputListener) {
    this.listener = listener
  }

  /** Whether bytes are data now. */
  get takesData(): boolean {
    return this.counted !== undefined
  }

  /**
   * The next `count` bytes are data: they go to `onBytes` as they come, none is echoed or read as a command. 0 ends
   * that.
   */
  takeBytes(count: number, onBytes: (bytes: Uint8Array) => void): void {
    this.counted = count > 0 ? { left: count, onBytes } : undefined
  }

  receive(chunk: Uint8Array): void {
    let from = 0
    while (from < chunk.length) {
      const taken = this.receiveCounted(chunk.subarray(from))
      if (taken === 0) this.receiveByte(chunk[from] ?? 0)
      from += taken || 1
    }
  }

  /** Takes what of the chunk is data. @returns how many bytes that is, from the first on. */
  receiveCounted(chunk: Uint8Array): number {
    const { counted } = this
    if (!counted) return 0
    const bytes = chunk.subarray(0, counted.left)
    counted.left -= bytes.length
    if (counted.left === 0) this.counted = undefined
    counted.onBytes(bytes)
    return bytes.length
  }

  private receiveByte(byte: number): void {
    this.listener.onCharacter(byte)
    if (byte === this.endCharacter) {
      this.endLine()
      return
    }
    if (byte === this.editCharacter) {
      this.line.pop()
      return
    }
    // An ESC leaves a prompt that is not there: gammu begins with one. What was typed is forgotten.
    if (byte === escapeKey) {
      this.line = []
      this.tooLong = false
      return
    }
    // Other control characters are not part of a line (V.250 5.2.2); gsmctl sends NULs inside one.
    if (byte < 32 || byte === lf) return
    if (this.line.length >= maxLineBytes) this.tooLong = true
    else this.line.push(byte)
    if (byte === 47 && this.line.length === 2 && /^A\/$/i.test(this.text())) this.repeat()
  }

  private endLine(): void {
    const text = this.text()
    this.line = []
    // V.250 5.2.1: whatever stands before the AT is not looked at.
    const start = text.search(/AT/i)
    if (this.tooLong) this.listener.onCommandLine(undefined)
    else if (start >= 0) {
      this.lastBody = text.slice(start + 2)
      this.listener.onCommandLine(this.lastBody)
    }
    this.tooLong = false
  }

  private repeat(): void {
    this.line = []
    this.listener.onCommandLine(this.lastBody)
  }

  private text(): string {
    return Buffer.from(this.line).toString('latin1')
  }
}
