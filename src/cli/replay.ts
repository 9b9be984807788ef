import { createReadStream } from 'node:fs'
import { type CallEvent, type CallFamily, CellvoiceError, callbackArguments, replayTranscript } from '../index.ts'
import { boundedLines, MAX_LINE_BYTES } from './bounded-lines.ts'
import { exitCodes } from './exit-codes.ts'
import type { OutputOptions, Run } from './run.ts'

/** What `cellvoice replay` takes besides the file. */
export interface ReplayOptions extends OutputOptions {
  readonly family: 'auto' | CallFamily
  /** Whether call events are printed too. */
  readonly events?: boolean
}

/** The form of the arguments, unless a program asks for another. */
const form = { callStatusEncoding: 'dsci', releaseDirection: false } as const

/** Feeds a wire transcript through the driver, and prints each callback as it comes of a line. */
export async function replay(
  { io, printer, interruption }: Run,
  file: string,
  options: ReplayOptions,
): Promise<number> {
  // A log does not say what carried its calls; VoLTE is what the driver assumes where a module does not say either.
  const family = options.family === 'auto' ? 'volte' : options.family
  const input = file === '-' ? io.stdin : createReadStream(file)
  try {
    for await (const event of replayTranscript(boundedLines(input, overlong, interruption.signal))) {
      if (options.events) printer.object(eventRecord(event))
      const args = callbackArguments(event, family, form)
      if (args) printer.object({ callback: args })
      await printer.drained()
    }
  } catch (error) {
    throw isSystemError(error) ? unreadable(file, error) : error
  }
  return exitCodes.success.code
}

function overlong(lineNumber: number): CellvoiceError {
  const detail = `line ${lineNumber} is longer than ${MAX_LINE_BYTES} bytes`
  return new CellvoiceError('INVALID_TRANSCRIPT', { detail, context: { lineNumber } })
}

/** A call event as `monitor` and `dial` print it, without the time: nothing of a log says when it was. */
function eventRecord(event: CallEvent) {
  return { event: 'call', ...event }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}

function unreadable(file: string, cause: Error): CellvoiceError {
  return new CellvoiceError('INVALID_ARGUMENT', { detail: `${file} cannot be read: ${cause.message}`, cause })
}
