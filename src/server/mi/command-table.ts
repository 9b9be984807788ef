import { methodAmbiguous, methodNotFound } from '../json-rpc/rpc-error.ts'
import { fullName, type MiCommand } from './mi-command.ts'

/** The commands by all their names. */
export interface CommandTable {
  readonly commands: readonly MiCommand[]
  /** Old and new names: clients refuse on their own what is not listed, and know the one or the other. */
  readonly names: readonly string[]
  /** By its old name or its full new one. */
  find(name: string): MiCommand | undefined
  /** As a request names it: also the new name without its module. @throws RpcError -32601; -32001 when several have it. */
  resolve(name: string): MiCommand
}

/** Makes the table. */
export function commandTable(commands: readonly MiCommand[]): CommandTable {
  const byName = new Map(
    commands.flatMap(command => [
      [command.name, command],
      [fullName(command), command],
    ]),
  )
  const find = (name: string) => byName.get(name)
  return {
    commands,
    names: [...commands.map(({ name }) => name), ...commands.map(fullName)],
    find,
    resolve(name) {
      const known = find(name)
      if (known) return known
      const [command, ...others] = commands.filter(each => each.command === name)
      if (!command) throw methodNotFound()
      if (others.length > 0) throw methodAmbiguous([command, ...others].map(fullName))
      return command
    },
  }
}
