import { closeSync, constants, openSync, writeSync } from 'node:fs'
import { CellvoiceError } from '../index.ts'

/** A file that a trace goes to. */
export interface TraceFile {
  write(line: string): void
  close(): void
}

/** Neither a FIFO that nobody reads nor one whose reader stopped may hold a call up. */
const FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NONBLOCK

/**
 * Each line is on the disk before the next event, so that a trace is whole also when the process is killed. A write that
 * fails is told once, through `warn`, and ends the trace; the call goes on.
 * @throws CellvoiceError INVALID_ARGUMENT where the file cannot be opened for writing.
 */
export function openTraceFile(file: string, warn: (text: string) => void): TraceFile {
  let descriptor: number | undefined
  try {
    descriptor = openSync(file, FLAGS, 0o644)
  } catch (cause) {
    throw new CellvoiceError('INVALID_ARGUMENT', { detail: `the trace file cannot be written: ${cause}`, cause })
  }
  const close = () => {
    if (descriptor !== undefined) closeSync(descriptor)
    descriptor = undefined
  }
  return {
    close,
    write(line) {
      if (descriptor === undefined) return
      try {
        writeSync(descriptor, `${line}\n`)
      } catch (error) {
        close()
        warn(`the trace ends here: ${error instanceof Error ? error.message : error}`)
      }
    },
  }
}
