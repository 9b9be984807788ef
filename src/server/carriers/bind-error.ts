import { CellvoiceError } from '../../base/error.ts'

/** Why a socket could not be opened for listening. */
export function bindError(what: string, error: unknown): CellvoiceError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const known = { detail: what, cause: error, context: { path: what } }
  if (code === 'EADDRINUSE') {
    return new CellvoiceError('PORT_BUSY', { ...known, remedy: 'End that program, or choose another port number.' })
  }
  if (code === 'EACCES') {
    return new CellvoiceError('PORT_NO_PERMISSION', { ...known, remedy: 'Choose a port number above 1023.' })
  }
  return new CellvoiceError('PORT_FAILED', known)
}
