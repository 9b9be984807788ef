import type { CommandDeclaration } from '../../src/at/command.ts'
import * as commands from '../../src/commands/index.ts'

/** The commands of the dictionary, whose examples say what goes and comes. */
export function everyCommand(): readonly CommandDeclaration<unknown, unknown>[] {
  const found: CommandDeclaration<unknown, unknown>[] = []
  const look = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return
    if ('text' in value && 'claims' in value) found.push(value as CommandDeclaration<unknown, unknown>)
    else for (const inner of Object.values(value)) look(inner)
  }
  for (const value of Object.values(commands)) look(value)
  return found
}
