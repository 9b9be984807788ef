import { describeResult, type FinalResult } from '../at/final-result.ts'
import { CellvoiceError } from '../base/error.ts'

/** What was asked of a module and what it answered. A time-out is not a refusal: it leaves the question open. */
export type Capability =
  | { readonly asked: string; readonly answered: 'ok'; readonly lines: readonly string[] }
  | { readonly asked: string; readonly answered: 'refused'; readonly result: string }
  | { readonly asked: string; readonly answered: 'nothing'; readonly reason: string }

/** The record of what one module can do, made by asking it, never by its name. */
export class CapabilityRecord {
  private readonly answers = new Map<string, Capability>()

  /** Everything that was asked, in the order in which it was first asked. */
  all(): readonly Capability[] {
    return [...this.answers.values()]
  }

  /** What the module answered to `asked`, or undefined if it was not asked. */
  of(asked: string): Capability | undefined {
    return this.answers.get(asked)
  }

  /** Whether the module took `asked`: true or false, or undefined where that is not known. */
  supports(asked: string): boolean | undefined {
    const capability = this.answers.get(asked)
    return capability === undefined || capability.answered === 'nothing' ? undefined : capability.answered === 'ok'
  }

  /** Keeps an answer. */
  record(asked: string, lines: readonly string[]): void {
    this.answers.set(asked, { asked, answered: 'ok', lines })
  }

  /** Keeps a failure: a refusal of the module, or no answer. */
  recordFailure(asked: string, error: unknown): void {
    if (CellvoiceError.is(error, 'AT_ERROR')) {
      this.answers.set(asked, {
        asked,
        answered: 'refused',
        result: describeResult(error.context.result as FinalResult),
      })
    } else {
      const reason = CellvoiceError.is(error) ? error.code : String(error)
      this.answers.set(asked, { asked, answered: 'nothing', reason })
    }
  }
}
