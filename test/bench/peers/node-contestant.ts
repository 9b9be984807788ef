import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { startJsonProgram } from '../native/json-program.ts'
import { benchFolder } from '../native/native-program.ts'
import type { ContestantRequest, Task } from './contestant-request.ts'

const library = new URL('../../../dist/index.js', import.meta.url)

/** Starts a contestant on the port at `path`, its command behind `before`, such as one that keeps it on a core. */
export type StartContestant = (
  path: string,
  task: Task,
  before?: readonly string[],
) => Promise<{ ask<Reply>(request: ContestantRequest): Promise<Reply>; end(): Promise<void> }>

/**
 * How a contestant in TypeScript is started: as JavaScript in plain Node with the built library, as users run theirs. What
 * translates TypeScript while it runs also adds a call to the making of each function, which code that runs now and then
 * feels.
 *
 * @throws Error when the library is not built.
 */
export function inNode(source: URL): StartContestant {
  const program = fileURLToPath(new URL(basename(source.pathname, '.ts').concat('.mjs'), benchFolder))
  let built: Promise<unknown> | undefined
  return async (path, task, before = []) => {
    if (!existsSync(library)) throw new Error('the library is not built: npm run build')
    built ??= build({
      entryPoints: [fileURLToPath(source)],
      outfile: program,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      logLevel: 'warning',
    })
    await built
    return startJsonProgram(...before, process.execPath, program, path, task)
  }
}
