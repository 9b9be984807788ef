import { CellvoiceError } from '../base/error.ts'

/**
 * Checks a value of a caller that may be untyped.
 * @param key How the caller names it, `dialPolicy.day`; empty for what has no name.
 * @throws CellvoiceError INVALID_ARGUMENT that names the key.
 */
export type Check = (value: unknown, key: string) => void

/** A value that one question answers. @param form In the words of a person, `a text`. */
export function plain(form: string, is: (value: unknown) => boolean): Check {
  return (value, key) => {
    if (!is(value)) throw wrong(key, `is ${described(value)}, not ${form}`)
  }
}

export const text: Check = plain('a text that is not empty', value => typeof value === 'string' && value !== '')

export function word(...words: readonly string[]): Check {
  return plain(`one of ${words.join(', ')}`, value => words.some(one => one === value))
}

export function listOf(item: Check): Check {
  return (value, key) => {
    if (!Array.isArray(value)) throw wrong(key, `is ${described(value)}, not a list`)
    for (const [index, one] of value.entries()) item(one, `${key}[${index}]`)
  }
}

/** An object with these keys and no others; what is undefined counts as left out. */
export function members(checks: Readonly<Record<string, Check>>, required: readonly string[] = []): Check {
  return (value, key) => {
    if (!isObject(value)) throw wrong(key, `is ${described(value)}, not an object`)
    const inside = (name: string) => (key === '' ? name : `${key}.${name}`)
    const unknown = Object.keys(value).find(name => !Object.hasOwn(checks, name))
    if (unknown !== undefined)
      throw wrong(inside(unknown), `is no key here; there are ${Object.keys(checks).join(', ')}`)
    for (const [name, check] of Object.entries(checks)) {
      const member = value[name]
      if (member !== undefined) check(member, inside(name))
      else if (required.includes(name)) throw wrong(inside(name), 'is missing')
    }
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value as an error shows it. */
export function described(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'function') return 'a function'
  return isObject(value) ? 'an object' : String(value)
}

function wrong(key: string, what: string): CellvoiceError {
  return new CellvoiceError('INVALID_ARGUMENT', { detail: `${key} ${what}` })
}
