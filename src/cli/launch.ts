import { CellvoiceError, type Logger, systemClock } from '../index.ts'
import { exitCodeOfError, exitCodes } from './exit-codes.ts'
import type { Interruption } from './interruption.ts'
import type { Io } from './io.ts'
import { Printer } from './printer.ts'
import type { OutputOptions, Run } from './run.ts'

/** Runs the body of a command and gives its exit code. What it throws is shown. */
export async function launch(
  io: Io,
  interruption: Interruption,
  options: OutputOptions,
  body: (run: Run) => Promise<number>,
): Promise<number> {
  const printer = new Printer(io, options)
  try {
    return await body({ io, printer, clock: io.clock ?? systemClock, logger: loggerTo(printer), interruption })
  } catch (error) {
    // What an interruption broke off is no news; that the module would not hang up is.
    if (interruption.signal.aborted && !CellvoiceError.is(error)) return exitCodes.success.code
    return showError(printer, error)
  } finally {
    printer.live(undefined)
  }
}

/** Shows an error and gives its exit code. */
export function showError(printer: Printer, error: unknown): number {
  if (CellvoiceError.is(error)) {
    printer.error(error)
    return exitCodeOfError(error)
  }
  printer.error({
    code: 'INTERNAL',
    message: error instanceof Error ? error.message : String(error),
    remedy: 'This is a fault of the program: run it again with --verbose and report what it prints.',
    stack: error instanceof Error ? error.stack : undefined,
  })
  return exitCodes.internal.code
}

function loggerTo(printer: Printer): Logger {
  return {
    debug: message => printer.log('debug', message),
    info: message => printer.log('info', message),
    warn: message => printer.log('warn', message),
    error: message => printer.log('error', message),
  }
}
