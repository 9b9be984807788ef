import { CellvoiceError } from '../base/error.ts'
import type { ErrorCode } from '../base/error-codes.ts'

/** For `catch`, where an error of this code is an answer: null then; any other error is thrown on. */
export function nullOn(code: ErrorCode): (error: unknown) => null {
  return error => {
    if (CellvoiceError.is(error, code)) return null
    throw error
  }
}
