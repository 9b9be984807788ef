import type { CellvoiceError } from '../base/error.ts'
import type { CommandDeclaration } from './command.ts'

/** A command and how it ended, told while the wire is still at its final result. */
export interface Exchange<Args = unknown, Result = unknown> {
  readonly declaration: CommandDeclaration<Args, Result>
  readonly args: Args
  readonly outcome: Outcome<Result>
}

/** Either the decoded answer, or why there is none. */
export type Outcome<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'failed'; readonly error: CellvoiceError }

/** Whether `exchange` was of the command `declaration`; tells the compiler its types. */
export function isExchangeOf<Args, Result>(
  exchange: Exchange,
  declaration: CommandDeclaration<Args, Result>,
): exchange is Exchange<Args, Result> {
  return (exchange.declaration as unknown) === declaration
}
