import { resolve } from 'node:path'
import { getNodeValue, type Node } from 'jsonc-parser'
import { CellvoiceError } from '../../index.ts'

/** One thing that is wrong in a file, and where. */
export interface Fault {
  /** From 1. */
  readonly line: number
  /** The key with those around it, `lines[0].audio`; empty for the file as a whole. */
  readonly key: string
  readonly what: string
}

/** Where in a file is read. */
export interface Place {
  readonly key: string
  /** What paths that are not absolute are relative to. */
  readonly folder: string
  note(node: Node, key: string, what: string): void
}

/** Reads a value of one form. @returns undefined where it is wrong, which is noted. */
export type Shape<T> = (node: Node, place: Place) => T | undefined

/** The type that a shape reads. */
export type Shaped<S> = S extends Shape<infer T> ? T : never

type Members = Readonly<Record<string, Shape<unknown>>>
type Optional<M extends Members> = { readonly [K in keyof M]?: Shaped<M[K]> }

/** A value that one question answers. @param form in the words of a person, `a text`. */
function plain<T>(form: string, is: (value: unknown) => value is T): Shape<T> {
  return (node, place) => {
    const value: unknown = getNodeValue(node)
    if (is(value)) return value
    place.note(node, place.key, `is ${described(node)}, not ${form}`)
    return undefined
  }
}

/** A text that is not empty, or of the form that is named. */
export function text(form = 'a text that is not empty', pattern = /\S/): Shape<string> {
  return plain(form, (value): value is string => typeof value === 'string' && pattern.test(value))
}

/** Ends included. */
export function whole(min: number, max: number): Shape<number> {
  const is = (value: unknown): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
  return plain(`a whole number from ${min} to ${max}`, is)
}

/** Ends included. */
export function amount(min: number, max = Number.MAX_SAFE_INTEGER): Shape<number> {
  const range = max === Number.MAX_SAFE_INTEGER ? `of ${min} or more` : `from ${min} to ${max}`
  const is = (value: unknown): value is number => typeof value === 'number' && value >= min && value <= max
  return plain(`a number ${range}`, is)
}

export const truth: Shape<boolean> = plain('true or false', value => typeof value === 'boolean')

export function word<const Word extends string>(...words: readonly Word[]): Shape<Word> {
  const is = (value: unknown): value is Word => words.some(one => one === value)
  return plain(`one of ${words.join(', ')}`, is)
}

/** A path, absolute or relative to the folder of the file. */
export const path: Shape<string> = (node, place) => {
  const given = text()(node, place)
  return given === undefined ? undefined : resolve(place.folder, given)
}

/** A text with a meaning of its own. @param read throws an error whose message says what is wrong. */
export function reads<T>(read: (text: string) => T): Shape<T> {
  return (node, place) => {
    const given = text()(node, place)
    if (given === undefined) return undefined
    try {
      return read(given)
    } catch (error) {
      place.note(node, place.key, `is ${JSON.stringify(given)}: ${whyOf(error)}`)
      return undefined
    }
  }
}

/** What exactly is wrong; that an argument is, and is to be corrected, goes without saying. */
function whyOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const detail = CellvoiceError.is(error) ? message.replace(error.remedy, '').replace(/^[^:]*: /, '') : message
  return detail.trim().replace(/\.$/, '')
}

export function list<T>(item: Shape<T>, { min = 0, max = 1000 } = {}): Shape<readonly T[]> {
  return (node, place) => {
    const { children = [] } = node
    if (node.type !== 'array') return plainFault(node, place, 'a list')
    if (children.length < min) place.note(node, place.key, `has ${children.length} of at least ${min}`)
    if (children.length > max) place.note(node, place.key, `has ${children.length} of at most ${max}`)
    return children.flatMap((child, index) => {
      const value = item(child, { ...place, key: `${place.key}[${index}]` })
      return value === undefined ? [] : [value]
    })
  }
}

/** An object with these keys and no others. */
export function members<M extends Members, R extends keyof M & string = never>(
  shapes: M,
  required: readonly R[] = [],
): Shape<Optional<M> & { readonly [K in R]: Shaped<M[K]> }> {
  return (node, place) => {
    if (node.type !== 'object') return plainFault(node, place, 'an object')
    const inside = (name: string) => (place.key === '' ? name : `${place.key}.${name}`)
    const read: Record<string, unknown> = {}
    for (const { children: [name, value] = [] } of node.children ?? []) {
      if (!name) continue
      const key = String(name.value)
      const shape = Object.hasOwn(shapes, key) ? shapes[key] : undefined
      if (!shape) place.note(name, inside(key), `is no key here; there are ${Object.keys(shapes).join(', ')}`)
      else if (Object.hasOwn(read, key)) place.note(name, inside(key), 'is there twice')
      // A value that cannot be read is a fault that was noted before; its key is there all the same.
      else read[key] = value && shape(value, { ...place, key: inside(key) })
    }
    for (const key of required) if (!Object.hasOwn(read, key)) place.note(node, inside(key), 'is missing')
    // Each member was read by its shape. What is undefined had a fault, and a file with faults is not used.
    return read as Optional<M> & { readonly [K in R]: Shaped<M[K]> }
  }
}

/** One of two forms, by the type of the value. */
export function either<A, B>(isFirst: (node: Node) => boolean, first: Shape<A>, second: Shape<B>): Shape<A | B> {
  return (node, place) => (isFirst(node) ? first(node, place) : second(node, place))
}

function plainFault(node: Node, place: Place, form: string): undefined {
  place.note(node, place.key, `is ${described(node)}, not ${form}`)
  return undefined
}

function described(node: Node): string {
  switch (node.type) {
    case 'array':
      return 'a list'
    case 'object':
      return 'an object'
    default: {
      const shown = JSON.stringify(getNodeValue(node)) ?? 'nothing'
      return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown
    }
  }
}
