import { CellvoiceError } from '../base/error.ts'

/** The flash of the module is full, which is nothing of this machine. @param cause What the module said, where it said it. */
export function moduleFull(detail: string, cause?: CellvoiceError): CellvoiceError {
  return new CellvoiceError('DISK_FULL', {
    detail: `the flash of the module: ${detail}`,
    remedy:
      'Delete files of the module: `cellvoice at \'AT+QFLST="*"\'` lists them, `cellvoice at \'AT+QFDEL="NAME"\'` deletes one.',
    ...(cause && { cause }),
  })
}
