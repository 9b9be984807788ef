import type { Clock, Logger } from '../index.ts'
import type { Interruption } from './interruption.ts'
import type { Io } from './io.ts'
import type { Printer } from './printer.ts'

/** What every command takes. */
export interface OutputOptions {
  readonly json?: boolean
  readonly verbose?: boolean
}

/** One run of a command: where it is, how it shows things, and when it is to end. */
export interface Run {
  readonly io: Io
  readonly printer: Printer
  readonly clock: Clock
  readonly logger: Logger
  readonly interruption: Interruption
}

/** Runs the body of a command in good order: errors shown, exit code kept. */
export type Launch = (options: OutputOptions, body: (run: Run) => Promise<number>) => Promise<void>

/** Rejects when the run is to end. Nothing is left behind on the signal once `until` has settled. */
export function orInterrupted<T>(run: Pick<Run, 'interruption'>, until: Promise<T>): Promise<T> {
  const { signal } = run.interruption
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    until.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
