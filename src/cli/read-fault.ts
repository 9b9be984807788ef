import { InvalidArgumentError } from 'commander'
import type { Fault } from '../simulator/index.ts'

/** Reads a fault of the simulator from JSON, in which `matching` is the text of a regular expression. @throws InvalidArgumentError */
export function readFault(text: string): Fault {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('kind' in value)) throw new Error('It names no kind of fault.')
    const { matching } = value as { readonly matching?: unknown }
    // What else it must be is looked at where it is injected.
    return (matching === undefined ? value : { ...value, matching: new RegExp(String(matching)) }) as Fault
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error))
  }
}
