/** What a command line asks of one command. */
export type RequestForm = 'run' | 'read' | 'test' | 'set'

/** One command of a command line. */
export interface Request {
  /** Upper case, with its prefix: `+CLCC`, `^DSCI`, `D`, `&F`, `S`. */
  readonly name: string
  readonly form: RequestForm
  /** What follows the `=`, or the digits of a basic command, or the dial string with its `;`. */
  readonly text: string
}
