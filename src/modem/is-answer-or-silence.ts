import { CellvoiceError } from '../base/error.ts'

/**
 * Whether an error is what the module said, or that it said nothing. Any other (a line that is lost or closed, a restart)
 * tells nothing about what the module can do, and whoever asked must stop asking.
 */
export function isAnswerOrSilence(error: unknown): boolean {
  return (['AT_ERROR', 'AT_MALFORMED', 'AT_TIMEOUT'] as const).some(code => CellvoiceError.is(error, code))
}
