import { CellvoiceError, Hangup, UASException } from '../index.ts'
import type { Run } from './run.ts'

/** What applications threw: told at once, with the stack. */
export class ApplicationErrors {
  count = 0
  private readonly run: Run
  private readonly onStray = (error: unknown) => {
    // A promise that nobody awaits and that ends with its call is no fault.
    if (!(error instanceof Hangup)) this.tell('a promise that nobody awaits', error)
  }

  constructor(run: Run) {
    this.run = run
    // One application that forgets an await must not end the calls of the others.
    process.on('unhandledRejection', this.onStray)
  }

  /** @param where `application-1, +15550123`. */
  tell(where: string, error: unknown): void {
    this.count++
    const { printer } = this.run
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    const reason = error instanceof UASException ? error.reason : undefined
    const remedy = CellvoiceError.is(reason) ? reason.message : 'Its call was hung up; other calls go on.'
    printer.error({ code: 'APPLICATION_FAILED', message: `${where} threw ${what}.`, remedy })
    if (error instanceof Error && error.stack) printer.note(error.stack)
  }

  stop(): void {
    process.off('unhandledRejection', this.onStray)
  }
}
