import { execFileSync } from 'node:child_process'
import { mkdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Where lies what the benchmarks build and install: ignored by git, and in no package. */
export const benchFolder = new URL('../../../.bench/', import.meta.url)

/** What a machine without a compiler lacks. */
export const NO_COMPILER = 'no C compiler (apt-get install gcc libc6-dev)'

const COMPILER = 'gcc'

/** The path of a program of this folder, built if it is not yet; null where it cannot be, and the compiler says why. */
export function nativeProgram(name: 'module' | 'reader'): string | null {
  const source = new URL(`./${name}.c`, import.meta.url)
  const program = fileURLToPath(new URL(name, benchFolder))
  if (modifiedMs(program) > modifiedMs(source)) return program
  mkdirSync(benchFolder, { recursive: true })
  try {
    execFileSync(COMPILER, ['-O2', '-Wall', '-Wextra', '-o', program, fileURLToPath(source)], { stdio: 'inherit' })
    return program
  } catch {
    return null
  }
}

function modifiedMs(file: URL | string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
