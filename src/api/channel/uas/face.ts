import type { ParameterNames } from './parameter-names.ts'
import { camelCase } from './parameter-names.ts'
import { argumentsOf } from './python-arguments.ts'

/** What stands behind an object of the contract. */
const targets = new WeakMap<object, object>()

/** An object of the contract stands for one of ours, its target. */
abstract class Face {
  constructor(target: object) {
    targets.set(this, target)
  }
}

/** What stands behind an object of the contract; anything else is itself. */
export function targetOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? (targets.get(value) ?? value) : value
}

/** A base class with the methods of its targets, under the names of the contract. */
export function faceClass<Methods>(
  names: Readonly<Record<string, ParameterNames>>,
  facts: readonly string[] = [],
): abstract new (
  target: object,
) => Methods {
  abstract class NamedFace extends Face {}
  for (const [name, parameters] of Object.entries(names)) addMethod(NamedFace.prototype, name, parameters)
  for (const name of facts) addFact(NamedFace.prototype, name)
  // The methods of the type are those that were added by the same table.
  return NamedFace as unknown as abstract new (
    target: object,
  ) => Methods
}

function addMethod(prototype: object, name: string, parameters: ParameterNames): void {
  const method = camelCase(name)
  const value = function (this: object, ...args: readonly unknown[]): unknown {
    const target = targetOf(this) as Record<string, (...all: readonly unknown[]) => unknown>
    return target[method]?.(...argumentsOf(name, parameters, args, targetOf))
  }
  Object.defineProperty(prototype, name, { configurable: true, writable: true, value })
}

function addFact(prototype: object, name: string): void {
  const fact = camelCase(name)
  const get = function (this: object): unknown {
    return (targetOf(this) as Record<string, unknown>)[fact]
  }
  Object.defineProperty(prototype, name, { configurable: true, get })
}
