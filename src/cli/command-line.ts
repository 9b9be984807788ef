import { CommanderError } from 'commander'
import { exitCodes } from './exit-codes.ts'
import { Interruption } from './interruption.ts'
import type { Io } from './io.ts'
import { Printer } from './printer.ts'
import { buildProgram } from './program.ts'
import type { Launch } from './run.ts'

/** Does what was typed, and gives its exit code. */
export async function commandLine(argv: readonly string[], io: Io): Promise<number> {
  const interruption = new Interruption(io)
  let exitCode: number = exitCodes.success.code
  const run: Launch = async (options, body) => {
    // Loads the driver: `--help` and `--version` do without.
    const { launch } = await import('./launch.ts')
    exitCode = await launch(io, interruption, options, body)
  }
  const program = buildProgram(io, run, argv[2])
  try {
    await program.parseAsync([...argv])
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    exitCode = usageExitCode(error, new Printer(io, { json: argv.includes('--json') }))
  } finally {
    interruption.stop()
  }
  return interruption.exitCode ?? exitCode
}

/** Commander throws for everything that ends it, help and version included. */
function usageExitCode(error: CommanderError, printer: Printer): number {
  if (error.exitCode === 0) return exitCodes.success.code
  // Called without a command it has shown its help already.
  if (error.code !== 'commander.help') {
    const message = error.message.replace(/^error: /, '').replace(/\n/g, ' ')
    printer.error({
      code: 'INVALID_ARGUMENT',
      message: message.endsWith('.') || message.endsWith('?)') ? message : `${message}.`,
      remedy: 'See `cellvoice --help`, and `--help` of the command.',
    })
  }
  return exitCodes.usage.code
}
