import type { CellvoiceError } from '../base/error.ts'
import type { CommandDeclaration } from './command.ts'

/** A command that waits for its turn. */
export interface Pending {
  readonly declaration: CommandDeclaration<unknown, unknown>
  readonly args: unknown
  readonly text: string
  readonly resolve: (result: unknown) => void
  readonly reject: (error: CellvoiceError) => void
}

/** The command that was sent, and what came for it so far. */
export interface InFlight extends Pending {
  readonly lines: string[]
  readonly data: Uint8Array[]
  cancelLimit: () => void
  /** Whether the data of the command were asked for. */
  continued: boolean
}
