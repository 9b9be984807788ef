import { spawnSync } from 'node:child_process'
import { describe, test } from 'vitest'

/**
 * Describes tests that need programs of the operating system; `needs` are command lines that succeed when they are
 * there. Without them the tests are skipped, and the name says why; in continuous integration that is a failure.
 */
export function describeClient(name: string, needs: readonly (readonly string[])[], tests: () => void): void {
  const missing = needs
    .filter(([program = '', ...args]) => !runs(program, args))
    .map(need => need.join(' ').replace(/^which /, ''))
  if (missing.length === 0) describe(name, tests)
  else if (!process.env.CI) describe.skip(`${name} (missing: ${missing.join(', ')})`, tests)
  else {
    test(name, () => {
      throw new Error(`missing: ${missing.join(', ')}`)
    })
  }
}

/** A command line that succeeds when `program` is installed. */
export const has = (program: string): readonly string[] => ['which', program]

function runs(program: string, args: readonly string[]): boolean {
  const env = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` }
  return spawnSync(program, args, { env, stdio: 'ignore', timeout: 20_000 }).status === 0
}
