import type { JsonValue } from '../json-rpc/json-value.ts'
import type { MiContext } from './mi-context.ts'
import type { Param } from './param.ts'

/** The parameters of one request, found and checked. */
export interface Arguments {
  of<Value>(param: Param<Value>): Value
}

/** One legal set of parameters of a command, in the order of positional ones, and what it does. */
export interface ParamSet {
  readonly params: readonly Param[]
  /** In which order they are checked, a name perhaps twice: first its type, later its value. Default: as listed. */
  readonly checks?: readonly Param[]
  /** @returns the result, to be written as JSON. @throws RpcError or CallOpsError where it is refused. */
  run(given: Arguments, context: MiContext): unknown
}

/** A command of the management interface. */
export interface MiCommand {
  /** As up to OpenSIPS 3.6: `call_hold`. */
  readonly name: string
  /** As from 4.0 on: `callops:hold`. */
  readonly module: string
  readonly command: string
  readonly help: string
  readonly namedOnly?: boolean
  readonly sets: readonly ParamSet[]
}

/** `callops:hold`. */
export const fullName = ({ module, command }: MiCommand): string => `${module}:${command}`

/** Gives the checked values of a set to its handler. @throws RpcError for the first parameter that is not taken. */
export function checkedArguments(set: ParamSet, values: ReadonlyMap<string, JsonValue>): Arguments {
  const given = (param: Param): JsonValue => {
    const value = values.get(param.name)
    if (!value) throw new Error(`${param.name} is in no set that was matched`)
    return value
  }
  for (const check of set.checks ?? set.params) check.read(given(check))
  return { of: param => param.read(given(param)) }
}
