import { CellvoiceError } from '../../../base/error.ts'
import { camelCase, type ParameterNames } from './parameter-names.ts'

/**
 * What was given by position, by name, or mixed, as a method in camel case takes it: the required arguments, then one object
 * of the optional ones. The last argument, if it is a plain object, gives arguments by name.
 * @param unwrap What stands behind an object of the contract.
 * @throws CellvoiceError INVALID_ARGUMENT for too many arguments, a name that is not known, and an argument given twice.
 */
export function argumentsOf(
  method: string,
  [required, optional]: ParameterNames,
  args: readonly unknown[],
  unwrap: (value: unknown) => unknown,
): readonly unknown[] {
  const names = [...required, ...optional]
  const last = args.at(-1)
  const keywords = isPlainObject(last) ? last : null
  const positional = keywords ? args.slice(0, -1) : args
  if (positional.length > names.length) {
    throw invalid(`${method}() takes at most ${names.length} arguments, not ${positional.length}`)
  }
  const given = new Map<string, unknown>(positional.map((value, index) => [names[index] ?? '', unwrap(value)]))
  for (const [name, value] of Object.entries(keywords ?? {})) {
    if (!names.includes(name)) throw invalid(`${method}() has no argument ${JSON.stringify(name)}`)
    if (given.has(name)) throw invalid(`${method}() was given ${name} twice`)
    given.set(name, unwrap(value))
  }
  const options = Object.fromEntries(
    optional.filter(name => given.get(name) !== undefined).map(name => [camelCase(name), given.get(name)]),
  )
  return [...required.map(name => given.get(name)), ...(optional.length > 0 ? [options] : [])]
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function invalid(detail: string): CellvoiceError {
  return new CellvoiceError('INVALID_ARGUMENT', { detail })
}
