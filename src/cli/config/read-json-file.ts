import { closeSync, openSync, readSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import { CellvoiceError } from '../../index.ts'
import type { Fault, Place, Shape } from './shape.ts'

/** A file as it was read: by its shape, or with all that is wrong in it, in the order of its lines. */
export type JsonFile<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'wrong'; readonly faults: readonly Fault[] }

/** Looks at what one value alone does not tell. */
export type CrossCheck<T> = (value: T, root: Node, place: Place) => void

/** More faults than these are those of another kind of file. */
const MAX_FAULTS = 30
/** The file of 64 lines has some 20 kB; what is larger, or has more in one another, is something else. */
const MAX_BYTES = 1_048_576
const MAX_DEPTH = 100

/**
 * Reads a file of JSON, which may have comments and a comma after the last of a list.
 * @throws CellvoiceError FILE_FAILED where it cannot be read.
 */
export function readJsonFile<T>(file: string, shape: Shape<T>, check: CrossCheck<T> = () => {}): JsonFile<T> {
  const text = textOf(file)
  if (text === null) return wrong([{ line: 1, key: '', what: `the file has more than ${MAX_BYTES} bytes` }])
  return readJson(text, dirname(resolve(file)), shape, check)
}

function readJson<T>(text: string, folder: string, shape: Shape<T>, check: CrossCheck<T>): JsonFile<T> {
  const lineAt = linesOf(text)
  const tooDeep = tooDeepIn(text)
  // The parser calls itself for each level.
  if (tooDeep !== null)
    return wrong([{ line: lineAt(tooDeep), key: '', what: `more than ${MAX_DEPTH} lists and objects in one another` }])
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { allowTrailingComma: true })
  const faults: Fault[] = []
  const [error] = errors
  // One slip of the pen makes more of them; the first is where it is.
  if (error) return wrong([{ line: lineAt(error.offset), key: '', what: syntaxOf(error, text) }])
  if (!root) return wrong([{ line: 1, key: '', what: 'the file is empty' }])
  const place: Place = {
    key: '',
    folder,
    note: (node, key, what) => faults.push({ line: lineAt(node.offset), key, what }),
  }
  const value = shape(root, place)
  if (value !== undefined && faults.length === 0) check(value, root, place)
  return value === undefined || faults.length > 0 ? wrong(faults) : { kind: 'read', value }
}

function wrong(faults: readonly Fault[]): { readonly kind: 'wrong'; readonly faults: readonly Fault[] } {
  return { kind: 'wrong', faults: faults.toSorted((one, other) => one.line - other.line).slice(0, MAX_FAULTS) }
}

const syntax: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'a key in double quotes is expected here',
  ValueExpected: 'a value is expected here',
  ColonExpected: 'a colon is expected here',
  CommaExpected: 'a comma is missing before this',
  CloseBraceExpected: 'a } is missing',
  CloseBracketExpected: 'a ] is missing',
  EndOfFileExpected: 'nothing may follow the object',
  UnexpectedEndOfComment: 'a comment does not end',
  UnexpectedEndOfString: 'a text does not end',
}

function syntaxOf({ error, offset, length }: ParseError, text: string): string {
  const why = syntax[printParseErrorCode(error)] ?? 'this is no JSON'
  const found = text.slice(offset, offset + Math.max(length, 1)).trim()
  return found === '' ? why : `${why}: ${JSON.stringify(found.slice(0, 40))}`
}

/** Null for a file that is too large; it may have no end. */
function textOf(file: string): string | null {
  try {
    const bytes = Buffer.alloc(MAX_BYTES + 1)
    const descriptor = openSync(file, 'r')
    let length = 0
    try {
      for (let more = 1; more > 0 && length < bytes.length; length += more)
        more = readSync(descriptor, bytes, length, bytes.length - length, null)
    } finally {
      closeSync(descriptor)
    }
    return length > MAX_BYTES ? null : bytes.toString('utf8', 0, length).replace(/^\uFEFF/, '')
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : String(cause)
    throw new CellvoiceError('FILE_FAILED', { detail: `${file}: ${why}`, cause })
  }
}

/** Gives the line of an offset, from 1. */
function linesOf(text: string): (offset: number) => number {
  const ends: number[] = []
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) ends.push(end)
  return offset => {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      // `middle` is a place in the list.
      if ((ends[middle] as number) < offset) low = middle + 1
      else high = middle
    }
    return low + 1
  }
}

/** Where the nesting goes beyond what is read, or null. */
function tooDeepIn(text: string): number | null {
  const scanner = createScanner(text, true)
  let depth = 0
  while (scanner.getPosition() < text.length) {
    scanner.scan()
    const token = text[scanner.getTokenOffset()]
    if (token === '{' || token === '[') depth++
    else if (token === '}' || token === ']') depth--
    if (depth > MAX_DEPTH) return scanner.getTokenOffset()
  }
  return null
}
