import { randomBytes, randomUUID } from 'node:crypto'

/** A call-id: opaque, and never used twice, also not by a program that is started again. */
export function newCallid(): string {
  return randomUUID()
}

/**
 * The second name of a dialog, `<hex>.<hex>`, which may stand in a URI parameter as it is.
 * @param sequence How many dialogs there were before, which keeps those of one program apart.
 */
export function newDialogId(sequence: number): string {
  return `${sequence.toString(16)}.${randomBytes(4).toString('hex')}`
}
