import type { FileHandle } from 'node:fs/promises'
import { fileError } from './file-error.ts'
import { openFile, readAt } from './open-file.ts'
import { UNKNOWN_SIZE } from './wav-header.ts'
import { MAX_CHUNKS, type WavLayout } from './wav-layout.ts'
import { layoutOfFile } from './wav-stream.ts'

/** What {@link repairWav} found and did. */
export interface WavRepair {
  /** Whether the file was changed. */
  readonly changed: boolean
  /** Bytes of sound as the header claimed before. */
  readonly claimedBytes: number
  /** Bytes of sound that there are, and that the header tells now. */
  readonly dataBytes: number
  /** Bytes at the end that were no whole sample and were cut off. */
  readonly cutBytes: number
  readonly durationMs: number
}

/**
 * Makes the header of a WAV file true again, in place: one that was cut off by a crash or a full disk, or that was
 * recorded as a stream, without sizes. Chunks behind the sound are kept; anything else there counts as sound that the
 * header does not tell of yet. A file that is in order is not touched.
 *
 * @throws CellvoiceError AUDIO_FILE_INVALID (no WAV file, or cut off before its sound), AUDIO_FILE_UNSUPPORTED,
 *   FILE_FAILED, DISK_FULL.
 */
export async function repairWav(path: string): Promise<WavRepair> {
  const { handle, bytes } = await openFile(path, 'read-write')
  try {
    return await repair(handle, await layoutOfFile(path, handle, bytes))
  } catch (error) {
    throw fileError(path, error)
  } finally {
    await handle.close().catch(() => {}) // What matters was written before.
  }
}

async function repair(handle: FileHandle, layout: WavLayout): Promise<WavRepair> {
  const { format, dataStart, claimedBytes, fileBytes } = layout
  const present = fileBytes - dataStart
  const inOrder = claimedBytes <= present && (await hasOnlyChunks(handle, dataStart + even(claimedBytes), fileBytes))
  // The byte that makes an odd chunk even is not sound.
  const dataBytes = inOrder ? claimedBytes : present - (present % format.blockBytes)
  const end = inOrder ? fileBytes : dataStart + dataBytes
  const changed = !inOrder || layout.claimedRiffBytes !== Math.min(end - 8, UNKNOWN_SIZE)
  if (changed) {
    await handle.truncate(end)
    await writeSize(handle, 4, end - 8)
    await writeSize(handle, dataStart - 4, dataBytes)
    if (layout.factStart !== null) await writeSize(handle, layout.factStart, dataBytes / format.blockBytes)
  }
  const durationMs = (1000 * Math.floor(dataBytes / format.blockBytes)) / format.sampleRate
  return { changed, claimedBytes, dataBytes, cutBytes: fileBytes - end, durationMs }
}

/** Whether what follows the sound is nothing, or chunks up to the very end of the file. */
async function hasOnlyChunks(handle: FileHandle, start: number, fileBytes: number): Promise<boolean> {
  let position = start
  for (let chunk = 0; chunk < MAX_CHUNKS && position < fileBytes; chunk++) {
    const header = await readAt(handle, position, 8)
    if (header.length < 8 || !/^[\x20-\x7e]{4}/.test(Buffer.from(header).toString('latin1'))) return false
    const size = new DataView(header.buffer, header.byteOffset).getUint32(4, true)
    position += 8 + size
    if (position > fileBytes) return false
    position += size % 2
  }
  return position >= fileBytes
}

async function writeSize(handle: FileHandle, offset: number, size: number): Promise<void> {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, Math.min(size, UNKNOWN_SIZE), true)
  await handle.write(bytes, 0, 4, offset)
}

function even(size: number): number {
  return size + (size % 2)
}
