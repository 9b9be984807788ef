const BLANK = 0x20
const QUOTE = 0x22
const COMMA = 0x2c
const MINUS = 0x2d
const ZERO = 0x30
/** The longest number that is taken for one. */
const MAX_DIGITS = 9

/**
 * Reads the parameters of a line one after another. They stand between commas: outer blanks and quotes are taken off, an
 * absent parameter is ''. A quoted field ends at a quote before a comma or the end, so quotes inside a text stay:
 * `0,"xy"zz"aa",15` gives `0`, `xy"zz"aa`, `15`. A field whose quote never closes runs to the end of the line.
 */
export class Fields {
  private readonly line: string
  /** Where the next field begins; beyond the end when there is none. */
  private at: number

  /** @param from Where the parameters begin. */
  constructor(line: string, from = 0) {
    this.line = line
    this.at = from
  }

  /** The next field; undefined after the last. */
  text(): string | undefined {
    const { line } = this
    if (this.at > line.length) return undefined
    const start = blanksEnd(line, this.at)
    const isQuoted = line.charCodeAt(start) === QUOTE
    const end = isQuoted ? quotedEnd(line, start) : plainEnd(line, start)
    this.at = end + 1
    const isBetweenQuotes = isQuoted && end - start > 1 && line.charCodeAt(end - 1) === QUOTE
    return isBetweenQuotes ? line.slice(start + 1, end - 1) : unquote(trimmed(line, start, end))
  }

  /** The next field as {@link integerOf} reads it. */
  integer(): number | null {
    // Plain digits, as nearly all numbers are, are read where they stand.
    const end = plainEnd(this.line, this.at)
    const plain = integerIn(this.line, this.at, end)
    if (plain === null) return integerOf(this.text())
    this.at = end + 1
    return plain
  }

  /** All fields from here on; at the beginning there is always one. */
  rest(): string[] {
    const fields: string[] = []
    for (let field = this.text(); field !== undefined; field = this.text()) fields.push(field)
    return fields
  }
}

/** The fields of `line` after its first colon, or of all of it where there is none. */
export function fieldsIn(line: string): Fields {
  const start = blanksEnd(line, line.indexOf(':') + 1)
  return isVisible(line.charCodeAt(start)) ? new Fields(line, start) : new Fields(parametersOf(line))
}

/** The fields of the parameters of `line`: `+CLIP: "1",129` gives `1`, `129`. */
export function lineFieldsOf(line: string): string[] {
  return fieldsIn(line).rest()
}

/** The parameters of `line` after `prefix`: `+CLIP: "1",129` after `+CLIP:` gives `"1",129`. */
export function parametersOf(line: string): string {
  return trimmed(line, blanksEnd(line, line.indexOf(':') + 1), line.length)
}

/** A whole number of up to nine decimal digits, or null for anything else (absent, text, hexadecimal). */
export function integerOf(field: string | undefined): number | null {
  return field === undefined ? null : integerIn(field, 0, field.length)
}

function integerIn(text: string, start: number, end: number): number | null {
  const isNegative = text.charCodeAt(start) === MINUS
  const first = isNegative ? start + 1 : start
  if (first >= end || end - first > MAX_DIGITS) return null
  let value = 0
  for (let at = first; at < end; at++) {
    const digit = text.charCodeAt(at) - ZERO
    if (digit < 0 || digit > 9) return null
    value = value * 10 + digit
  }
  return isNegative ? -value : value
}

function blanksEnd(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) === BLANK) at++
  return at
}

function plainEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && text.charCodeAt(at) !== COMMA) at++
  return at
}

function quotedEnd(text: string, from: number): number {
  for (let quote = text.indexOf('"', from + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    const next = blanksEnd(text, quote + 1)
    if (next >= text.length || text.charCodeAt(next) === COMMA) return next
  }
  return text.length
}

/** The text from `start` to `end` as `trim` leaves it, which is asked only where there may be something to take off. */
function trimmed(text: string, start: number, end: number): string {
  const part = text.slice(start, end)
  const isBare = start === end || (isVisible(text.charCodeAt(start)) && isVisible(text.charCodeAt(end - 1)))
  return isBare ? part : part.trim()
}

const isVisible = (code: number) => code > BLANK && code < 0x7f

function unquote(field: string): string {
  if (!field.startsWith('"')) return field
  return field.endsWith('"') && field.length > 1 ? field.slice(1, -1) : field.slice(1)
}
