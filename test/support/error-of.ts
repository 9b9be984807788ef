import { CellvoiceError } from '../../src/base/error.ts'

/** What `promise` rejects with. */
export async function errorOf(promise: Promise<unknown>): Promise<CellvoiceError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!CellvoiceError.is(error)) throw new Error(`expected a CellvoiceError, got ${String(error)}`)
  return error
}
