import { writeSync } from 'node:fs'
import { fileError } from '../../audio/files/file-error.ts'
import { closeFile, replaceFile } from '../../audio/files/open-file.ts'
import type { Modem } from '../../calls/modem.ts'
import { downloadFile, fileChecksum } from '../../modem/module-commands.ts'

/** A file of a module, how large it is, and where on this machine it goes. */
export interface Transfer {
  readonly name: string
  readonly bytes: number
  readonly path: string
  /** Hears how much of it has come. */
  readonly onFetched?: ((bytes: number, of: number) => void) | undefined
}

/**
 * Copies a file of a module to this machine, in the place of whatever is there. Each piece is written before the next one is
 * taken, so that a file of any length needs no memory.
 * @returns whether size and checksum are those the module tells.
 * @throws CellvoiceError FILE_FAILED, DISK_FULL, AT_ERROR, AT_TIMEOUT, PORT_LOST.
 */
export async function downloadTo(modem: Modem, { name, bytes, path, onFetched }: Transfer): Promise<boolean> {
  const descriptor = await replaceFile(path)
  let received = { bytes: 0, checksum: 0 }
  let failure: unknown
  const onData = (piece: Uint8Array) => {
    received = { bytes: received.bytes + piece.length, checksum: fileChecksum(piece, received) }
    // A transfer cannot be broken off: the rest of one whose disk is full is let go.
    if (failure !== undefined) return
    try {
      for (let done = 0; done < piece.length; ) done += writeSync(descriptor, piece, done)
      onFetched?.(received.bytes, bytes)
    } catch (error) {
      failure = error
    }
  }
  try {
    const told = await modem.execute(downloadFile, { name, bytes, onData })
    if (failure !== undefined) throw fileError(path, failure)
    return told?.bytes === received.bytes && told.checksum === received.checksum
  } finally {
    await closeFile(path, descriptor)
  }
}
