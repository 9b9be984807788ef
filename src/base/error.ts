import { type ErrorCode, errorCodes } from './error-codes.ts'

/** What an error may carry besides its code. */
export interface ErrorDetail {
  /** What exactly was wrong, in a few words: the argument, the path, the line. */
  readonly detail?: string
  /** What to do, where more is known than the table says. */
  readonly remedy?: string
  /** The error underneath. */
  readonly cause?: unknown
  /** Facts for programs: `{ path, result, line }` and the like. */
  readonly context?: Readonly<Record<string, unknown>>
}

/**
 * The one error class of the library. Match on {@link code}; show {@link message}, which says what happened
 * and what to do.
 */
export class CellvoiceError extends Error {
  override readonly name = 'CellvoiceError'
  readonly code: ErrorCode
  /** What to do about it. */
  readonly remedy: string
  readonly context: Readonly<Record<string, unknown>>

  constructor(code: ErrorCode, { detail, remedy = errorCodes[code].remedy, cause, context = {} }: ErrorDetail = {}) {
    const { what } = errorCodes[code]
    super(`${what}${detail ? `: ${detail}` : ''}. ${remedy}`, cause === undefined ? undefined : { cause })
    this.code = code
    this.remedy = remedy
    this.context = context
  }

  /** Whether `error` is a CellvoiceError, and has `code` if one is named. */
  static is(error: unknown, code?: ErrorCode): error is CellvoiceError {
    return error instanceof CellvoiceError && (code === undefined || error.code === code)
  }
}
