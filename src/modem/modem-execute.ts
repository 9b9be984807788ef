import type { CommandDeclaration } from '../at/command.ts'

/** Sends a command to the module and resolves with its answer; see {@link Dialogue.execute}. */
export type ModemExecute = <Args, Result>(declaration: CommandDeclaration<Args, Result>, args: Args) => Promise<Result>
