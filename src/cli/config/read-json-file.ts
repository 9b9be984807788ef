import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
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

/**
 * Reads a file of JSON, which may have comments and a comma after the last of a list.
 * @throws CellvoiceError FILE_FAILED where it cannot be read.
 */
export function readJsonFile<T>(file: string, shape: Shape<T>, check: CrossCheck<T> = () => {}): JsonFile<T> {
  return readJson(textOf(file), dirname(resolve(file)), shape, check)
}

function readJson<T>(text: string, folder: string, shape: Shape<T>, check: CrossCheck<T>): JsonFile<T> {
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { allowTrailingComma: true })
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length
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

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : String(cause)
    throw new CellvoiceError('FILE_FAILED', { detail: `${file}: ${why}`, cause })
  }
}
