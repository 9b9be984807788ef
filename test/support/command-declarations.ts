import { readdirSync } from 'node:fs'
import type { CommandDeclaration } from '../../src/at/command.ts'

type AnyCommand = CommandDeclaration<unknown, unknown>

const folder = new URL('../../src/commands/', import.meta.url)

/** Every command that a file of src/commands exports, alone or in an object, by the name it is exported under. */
export async function commandDeclarations(): Promise<ReadonlyMap<string, AnyCommand>> {
  const found = new Map<string, AnyCommand>()
  for (const file of readdirSync(folder)) {
    const module: Record<string, unknown> = await import(new URL(file, folder).href)
    for (const [name, value] of Object.entries(module)) {
      if (isCommand(value)) found.set(name, value)
      else if (isObject(value)) {
        for (const [part, inner] of Object.entries(value)) if (isCommand(inner)) found.set(`${name}.${part}`, inner)
      }
    }
  }
  return found
}

function isCommand(value: unknown): value is AnyCommand {
  return isObject(value) && typeof value.text === 'function' && Array.isArray(value.claims)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
