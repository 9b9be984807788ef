import { CellvoiceError } from '../../base/error.ts'
import type { Logger } from '../../base/logger.ts'
import type { RecordedFile } from '../../exchange/recording/recording.ts'

/** 0 done, -1 failed; why is in `lastError`. */
export type Status = 0 | -1

/** What a function gives that not every module can do. */
export type SupportedStatus = Status | 'NOT SUPPORT'

/** Turns how things went into what the contract returns: no function throws, and why one failed is kept. */
export class Outcomes {
  /** Why the last function that gave -1 did so, or what a callback threw last; null before. */
  lastError: CellvoiceError | null = null
  private readonly logger: Logger

  constructor(logger: Logger) {
    this.logger = logger
  }

  /** 0 when `action` is done, -1 when it throws. */
  async attempt(name: string, action: () => Promise<unknown>): Promise<Status> {
    try {
      await action()
      return 0
    } catch (error) {
      return this.fail(name, error)
    }
  }

  /** As {@link attempt}; `NOT SUPPORT` where the module, or a program on the host, is not there to do it. */
  async attemptSupported(name: string, action: () => Promise<unknown>): Promise<SupportedStatus> {
    try {
      await action()
      return 0
    } catch (error) {
      const status = this.fail(name, error)
      return CellvoiceError.is(error, 'NOT_SUPPORTED') || CellvoiceError.is(error, 'AUDIO_TOOL_MISSING')
        ? 'NOT SUPPORT'
        : status
    }
  }

  /** -1 for an argument that is not acceptable. */
  refuse(name: string, detail: string): Status {
    return this.fail(name, new CellvoiceError('INVALID_ARGUMENT', { detail }))
  }

  /** -1 for a function that failed. */
  fail(name: string, error: unknown): Status {
    this.lastError = CellvoiceError.is(error) ? error : new CellvoiceError('PORT_FAILED', { cause: error })
    this.logger.warn(`${name} gives -1: ${this.lastError.message}`)
    return -1
  }

  /** Keeps what a callback of the user threw. */
  noteThrown(error: unknown): void {
    this.lastError = CellvoiceError.is(error)
      ? error
      : new CellvoiceError('CALLBACK_FAILED', { detail: String(error), cause: error })
    this.logger.error(this.lastError.message)
  }

  /** Calls a function of the user; what it throws, at once or as a promise, is kept. */
  call(userFunction: () => unknown): void {
    const called = async () => userFunction()
    called().catch(error => this.noteThrown(error))
  }

  /** Keeps why a recording is not whole, and tells the user of the file there is. */
  noteRecorded(result: RecordedFile | CellvoiceError, tell: ((file: RecordedFile) => unknown) | undefined): void {
    if (CellvoiceError.is(result)) {
      this.fail('recording', result)
      return
    }
    if (result.trouble) this.fail('recording', result.trouble)
    if (tell) this.call(() => tell(result))
  }
}
