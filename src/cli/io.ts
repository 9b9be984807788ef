import type { Readable, Writable } from 'node:stream'
import type { Clock } from '../index.ts'

/** What ends a command from outside: a signal, or the reader of our output that went away. */
export type EndSignal = 'SIGHUP' | 'SIGINT' | 'SIGPIPE' | 'SIGTERM'

/** Where text goes; on a terminal it may be rewritten and coloured. */
export type TextOutput = Writable & { readonly isTTY?: boolean; readonly columns?: number }

/** All that the command line has of the outside world, so that a test can hand in its own. */
export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly stdout: TextOutput
  readonly stderr: TextOutput
  readonly env: Readonly<Record<string, string | undefined>>
  /** Default: the clock on the wall. */
  readonly clock?: Clock
  /** The date and time of day, to be shown. */
  date(): Date
  /** Calls `listen` at each signal instead of ending the process; gives back what stops that. */
  onSignal(listen: (signal: Exclude<EndSignal, 'SIGPIPE'>) => void): () => void
  /** Ends the process at once. */
  exitNow(code: number): void
}

const signals = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const

/** The outside world of this process. */
export const processIo: Io = {
  get stdin() {
    // Node makes the stream when it is asked for, which takes a millisecond and more: few commands read.
    return process.stdin
  },
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  date: () => new Date(),
  onSignal(listen) {
    for (const signal of signals) process.on(signal, listen)
    return () => {
      for (const signal of signals) process.off(signal, listen)
    }
  },
  exitNow: code => process.exit(code),
}
