import { exitCodes } from './exit-codes.ts'
import type { EndSignal, Io } from './io.ts'

/**
 * The wish to end, from outside: the first signal asks the command to end in good order, which hangs calls up; a second
 * one ends the process at once. A reader of our output that went away counts as the first, and never as the second.
 */
export class Interruption {
  private readonly io: Io
  private readonly controller = new AbortController()
  private readonly stopListening: () => void
  private by: EndSignal | undefined
  private onHangUp: (() => void) | undefined

  constructor(io: Io) {
    this.io = io
    this.stopListening = io.onSignal(signal => this.take(signal))
    io.stdout.on('error', () => this.take('SIGPIPE'))
    // Nobody reads remarks and logs any more: no reason to end.
    io.stderr.on('error', () => {})
  }

  /** Aborts when the command is to end. */
  get signal(): AbortSignal {
    return this.controller.signal
  }

  /** The exit code that tells of the interruption, or undefined where there was none, and for a service, which tells how it ended. */
  get exitCode(): number | undefined {
    return this.by && !this.onHangUp ? exitCodes[this.by].code : undefined
  }

  /**
   * For a service, whose good end is that it was told to: neither a reader that goes away nor a terminal that is closed ends it.
   * @param onHangUp Called at SIGHUP, which is the custom for a configuration that is to be read again.
   */
  asService(onHangUp: () => void): void {
    this.onHangUp = onHangUp
  }

  /** Whether anybody still reads what we print. */
  get hasReader(): boolean {
    return this.by !== 'SIGPIPE'
  }

  /** Leaves signals to the system again. */
  stop(): void {
    this.stopListening()
  }

  /** As if the signal had come: for a terminal that keeps Ctrl-C to itself. */
  take(signal: EndSignal): void {
    if (this.onHangUp && (signal === 'SIGHUP' || signal === 'SIGPIPE')) {
      if (signal === 'SIGHUP') this.onHangUp()
    } else if (this.by === undefined) {
      this.by = signal
      this.controller.abort()
    } else if (signal !== 'SIGPIPE') {
      this.io.stderr.write('\nleft at once; a call may still be up on the module (`cellvoice at ATH` ends it)\n')
      this.io.exitNow(exitCodes[signal].code)
    }
  }
}
