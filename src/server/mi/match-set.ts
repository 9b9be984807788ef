import type { JsonValue } from '../json-rpc/json-value.ts'
import type { RequestParams } from '../json-rpc/parse-request.ts'
import { invalidParams } from '../json-rpc/rpc-error.ts'
import type { MiCommand, ParamSet } from './mi-command.ts'

/** The set of parameters that a request means, and its values by name. */
export interface MatchedSet {
  readonly set: ParamSet
  readonly values: ReadonlyMap<string, JsonValue>
}

/**
 * Chooses among the sets of a command: by how many parameters there are, then by their names.
 * @throws RpcError -32602 when none fits, or several do.
 */
export function matchSet(command: MiCommand, params: RequestParams): MatchedSet {
  if (params.kind === 'positional' && command.namedOnly) throw invalidParams('Command only supports named parameters')
  const fitting = command.sets.filter(set => set.params.length === countOf(params))
  if (fitting.length === 0) throw invalidParams('Too few or too many parameters')
  if (params.kind === 'named') {
    const values = new Map(params.members.map(member => [member.name, member]))
    const set = fitting.find(each => each.params.every(param => values.has(param.name)))
    if (!set) throw invalidParams('Named parameters do not match')
    return { set, values }
  }
  const [set, other] = fitting
  if (!set || other) throw invalidParams('Ambiguous call, use named parameters instead')
  const given = params.kind === 'positional' ? params.values : []
  const values = new Map(given.flatMap((value, n) => pair(set.params[n]?.name, value)))
  return { set, values }
}

function countOf(params: RequestParams): number {
  switch (params.kind) {
    case 'none':
      return 0
    case 'positional':
      return params.values.length
    case 'named':
      return params.members.length
  }
}

const pair = (name: string | undefined, value: JsonValue): [string, JsonValue][] =>
  name === undefined ? [] : [[name, value]]
