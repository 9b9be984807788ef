import { elementsOf, type JsonValue } from '../json-rpc/json-value.ts'
import { badType } from '../json-rpc/rpc-error.ts'

/** A parameter of a command. `read` throws an RpcError for what it does not take. */
export interface Param<Value = unknown> {
  readonly name: string
  read(given: JsonValue): Value
}

const decimal = /^-?\d+(\.\d+)?$/

/** A text. A number is taken as it was written: clients that guess types turn digits into one. */
export const text = (name: string): Param<string> => ({
  name,
  read({ raw, value }) {
    if (typeof value === 'string') return value
    if (typeof value === 'number') return decimal.test(raw) ? raw : String(value)
    throw badType(name)
  },
})

/** One of some words, in exactly this spelling. */
export const word = <Word extends string>(
  name: string,
  words: readonly Word[],
  refusal = () => badType(name),
): Param<Word> => ({
  name,
  read(given) {
    const said = text(name).read(given)
    const known = words.find(each => each === said)
    if (known === undefined) throw refusal()
    return known
  },
})

/** A whole number of 32 bits, or a text of one: named values of opensips-cli are always texts. */
export const integer = (name: string): Param<number> => ({
  name,
  read({ value }) {
    const number = typeof value === 'string' && /^[-+]?\d+$/.test(value) ? Number(value) : value
    if (typeof number !== 'number' || !Number.isInteger(number) || Math.abs(number) > 0x7fff_ffff) throw badType(name)
    return number
  },
})

/** An integer that is not negative. */
export const count = (name: string): Param<number> => ({
  name,
  read(given) {
    const number = integer(name).read(given)
    if (number < 0) throw badType(name)
    return number
  },
})

/** A list of texts. */
export const texts = (name: string): Param<readonly string[]> => ({
  name,
  read({ raw, value }) {
    if (!Array.isArray(value)) throw badType(name)
    return elementsOf(raw).map(element => text(name).read(element))
  },
})

/** Whatever was given. */
export const anything = (name: string): Param<JsonValue> => ({ name, read: given => given })
