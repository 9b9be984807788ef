import { CellvoiceError } from '../base/error.ts'

/** Where a value stands: the file, and the keys that lead to it. */
export interface Place {
  readonly file: string
  readonly key: string
}

/** Reads a value of parsed JSON as a `T`, or says what is wrong with it and where. */
export type Shape<T> = (value: unknown, at: Place) => T

type ShapeOf<T> = T extends Shape<infer Value> ? Value : never
type Shapes = Readonly<Record<string, Shape<unknown>>>
type AllOf<S extends Shapes> = { readonly [K in keyof S]: ShapeOf<S[K]> }
type AnyOf<S extends Shapes> = { readonly [K in keyof S]?: ShapeOf<S[K]> }

/** Refuses the value at a place. */
export function refused({ file, key }: Place, why: string): CellvoiceError {
  return new CellvoiceError('INVALID_ARGUMENT', {
    detail: `${file}: ${key === '' ? 'the document' : key} ${why}`,
    context: { file, key },
  })
}

/** The place of a member of the value at `at`. */
export function member({ file, key }: Place, name: string | number): Place {
  if (typeof name === 'number') return { file, key: `${key}[${name}]` }
  return { file, key: key === '' ? name : `${key}.${name}` }
}

/** Any of `values`, written exactly so. */
export function oneOf<const T extends string | boolean>(...values: readonly T[]): Shape<T> {
  return (value, at) => {
    const found = values.find(candidate => candidate === value)
    if (found === undefined) throw refused(at, `is ${JSON.stringify(value)}, not one of ${values.join(', ')}`)
    return found
  }
}

/** Text of one line that `pattern` accepts; `what` names it in the error. */
export function text(what: string, pattern = /^\S.{0,499}$/): Shape<string> {
  return (value, at) => {
    if (typeof value !== 'string' || !pattern.test(value)) throw refused(at, `is not ${what}`)
    return value
  }
}

/** A whole number from `min` to `max`, ends included. */
export function whole(min: number, max: number): Shape<number> {
  return (value, at) => {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
      throw refused(at, `is not a whole number from ${min} to ${max}`)
    }
    return value
  }
}

/** A list of `minLength` or more. */
export function list<T>(shape: Shape<T>, minLength = 0): Shape<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value) || value.length < minLength) {
      throw refused(at, minLength === 0 ? 'is not a list' : `is not a list of ${minLength} or more`)
    }
    return value.map((item, index) => shape(item, member(at, index)))
  }
}

/** An object with all of `required`, any of `optional` and nothing else. */
export function object<R extends Shapes, O extends Shapes = Record<never, never>>(
  required: R,
  optional?: O,
): Shape<AllOf<R> & AnyOf<O>> {
  const shapes = new Map(Object.entries({ ...required, ...optional }))
  return (value, at) => {
    const members = entriesOf(value, at)
    for (const name of Object.keys(required)) {
      if (!members.some(([key]) => key === name)) throw refused(member(at, name), 'is missing')
    }
    const read = members.map(([key, item]) => {
      const shape = shapes.get(key)
      if (!shape) throw refused(member(at, key), `is not known here; known are ${[...shapes.keys()].join(', ')}`)
      return [key, shape(item, member(at, key))]
    })
    return Object.fromEntries(read)
  }
}

/** An object whose keys `pattern` accepts, all with the same kind of value. */
export function record<T>(what: string, pattern: RegExp, shape: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return (value, at) => {
    const read = entriesOf(value, at).map(([key, item]): [string, T] => {
      if (!pattern.test(key)) throw refused(member(at, key), `is not ${what}`)
      return [key, shape(item, member(at, key))]
    })
    return Object.fromEntries(read)
  }
}

function entriesOf(value: unknown, at: Place): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refused(at, 'is not an object')
  return Object.entries(value)
}
