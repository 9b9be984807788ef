import { CellvoiceError, Hangup, UASException } from '../index.ts'
import type { Run } from './run.ts'

/** What applications threw: told at once, with the stack. */
export class ApplicationErrors {
  count = 0
  private readonly run: Run
  private readonly onThrown = (error: unknown) => {
    if (!(error instanceof Hangup)) this.tell('a callback', error, 'Calls go on.')
  }
  private readonly onStray = (error: unknown) => {
    // A promise that nobody awaits and that ends with its call is no fault.
    if (!(error instanceof Hangup)) this.tell('a promise that nobody awaits', error, 'Calls go on.')
  }

  constructor(run: Run) {
    this.run = run
    // One application that forgets an await, or throws in a timer of its own, must not end the calls of the others; and a
    // process that just ends leaves its own calls up on the module.
    process.on('unhandledRejection', this.onStray)
    process.on('uncaughtException', this.onThrown)
  }

  /** @param where `application-1, +15550123`. */
  tell(where: string, error: unknown, outcome = 'Its call was hung up; other calls go on.'): void {
    this.count++
    const { printer } = this.run
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    const reason = error instanceof UASException ? error.reason : undefined
    const remedy = CellvoiceError.is(reason) ? reason.message : outcome
    printer.error({ code: 'APPLICATION_FAILED', message: `${where} threw ${what}.`, remedy })
    if (error instanceof Error && error.stack) printer.note(error.stack)
  }

  stop(): void {
    process.off('unhandledRejection', this.onStray)
    process.off('uncaughtException', this.onThrown)
  }
}
