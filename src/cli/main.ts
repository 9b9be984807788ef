import { type Io, processIo } from './io.ts'
import { version } from './version.ts'

/**
 * The command line.
 *
 * @param argv as `process.argv`: node, script, then what was typed.
 * @param io the outside world; default: that of this process.
 * @returns the exit code.
 */
export async function main(argv: readonly string[], io: Io = processIo): Promise<number> {
  const [, , first, ...others] = argv
  if (first === '--version' && others.length === 0) {
    io.stdout.write(`${version()}\n`)
    return 0
  }
  // Loaded only here: what reads arguments takes as long as Node needs for half its own start.
  const { commandLine } = await import('./command-line.ts')
  return commandLine(argv, io)
}
