import type { CellvoiceError } from '../base/error.ts'
import type { CommandDeclaration } from './command.ts'
import type { Exchange } from './exchange.ts'

/** What a conversation tells its owner, in the order of the wire, while the bytes are being taken. */
export interface DialogueListener {
  /** A line that no command claimed. */
  onUnsolicited(line: string): void
  /** A command left for the module. */
  onSent(declaration: CommandDeclaration<unknown, unknown>, args: unknown): void
  /** A command ended; told before the line behind its final result is looked at. */
  onExchange(exchange: Exchange): void
  /** The line to the module is gone. All commands have failed with the same error. */
  onLost(reason: CellvoiceError): void
}
