/** A JSON value: how it was written, and what it means. Numbers lose digits when they are read, the text does not. */
export interface JsonValue {
  readonly raw: string
  readonly value: unknown
}

/** A member of a JSON object. */
export interface JsonMember extends JsonValue {
  readonly name: string
}

/** Deeper nesting than any request needs is refused before it costs anything. */
const MAX_DEPTH = 32

/**
 * Finds the end of the JSON value that begins at `from`, by its brackets and quotes alone: whether it is correct inside is
 * for JSON.parse to say.
 * @returns the index behind it; `cut` where the text ends before the value does; `malformed` where none can begin, or it is
 *   nested deeper than 32.
 */
export function endOfValue(text: string, from: number): number | 'cut' | 'malformed' {
  const first = text[from]
  if (first === undefined) return 'cut'
  if (first === '"') return endOfString(text, from)
  if (first === '{' || first === '[') return endOfBrackets(text, from)
  const scalar = /[-+.\w]+/y
  scalar.lastIndex = from
  return scalar.test(text) ? scalar.lastIndex : 'malformed'
}

function endOfString(text: string, from: number): number | 'cut' {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at + 1
  }
  return 'cut'
}

function endOfBrackets(text: string, from: number): number | 'cut' | 'malformed' {
  let depth = 0
  for (let at = from; at < text.length; ) {
    const char = text[at]
    if (char === '"') {
      const end = endOfString(text, at)
      if (end === 'cut') return 'cut'
      at = end
      continue
    }
    at++
    if (char === '{' || char === '[') {
      if (++depth > MAX_DEPTH) return 'malformed'
    } else if ((char === '}' || char === ']') && --depth === 0) return at
  }
  return 'cut'
}

/** The first place from `from` on that is no blank of JSON. */
export function skipBlanks(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at++
  return at
}

/** The members of an object in the order of the text, doubled ones too. @param raw a correct JSON object. */
export function membersOf(raw: string): readonly JsonMember[] {
  return itemsOf(raw, at => {
    const nameEnd = positionOf(endOfValue(raw, at))
    const colon = skipBlanks(raw, nameEnd)
    const from = skipBlanks(raw, colon + 1)
    return { name: String(JSON.parse(raw.slice(at, nameEnd))), from }
  }).map(({ name, ...value }) => ({ name, ...value }))
}

/** The elements of an array. @param raw a correct JSON array. */
export function elementsOf(raw: string): readonly JsonValue[] {
  return itemsOf(raw, at => ({ name: '', from: at })).map(({ raw: text, value }) => ({ raw: text, value }))
}

function itemsOf(raw: string, begin: (at: number) => { name: string; from: number }): JsonMember[] {
  const items: JsonMember[] = []
  let at = skipBlanks(raw, 1)
  while (at < raw.length - 1) {
    const { name, from } = begin(at)
    const end = positionOf(endOfValue(raw, from))
    const text = raw.slice(from, end)
    items.push({ name, raw: text, value: JSON.parse(text) })
    const comma = skipBlanks(raw, end)
    at = skipBlanks(raw, comma + 1)
  }
  return items
}

function positionOf(end: number | 'cut' | 'malformed'): number {
  if (typeof end === 'number') return end
  throw new SyntaxError(`a JSON value that is ${end}`)
}
