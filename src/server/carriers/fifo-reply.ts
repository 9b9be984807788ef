import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { Clock } from '../../base/clock.ts'
import { pause } from '../../base/pause.ts'

/** A client makes its pipe, sends the request and only then begins to read: it is waited for this long. */
const TRIES = 20
const BETWEEN_TRIES_MS = 50

/**
 * Writes a reply into the pipe of a client, which must exist and be a pipe. Never waits for more than a second, nor blocks on
 * a client that does not read.
 * @returns what went wrong, or null.
 */
export async function writeFifoReply(path: string, text: string, clock: Clock): Promise<string | null> {
  const bytes = Buffer.from(text)
  let file: FileHandle | undefined
  let written = 0
  let problem = 'nobody reads it'
  try {
    for (let tries = 0; tries < TRIES; tries++) {
      if (tries > 0) await pause(clock, BETWEEN_TRIES_MS)
      try {
        file ??= await openPipe(path)
        while (written < bytes.length) written += (await file.write(bytes, written)).bytesWritten
        return null
      } catch (error) {
        problem = error instanceof Error ? error.message : String(error)
        if (!isPassing(error)) return problem
      }
    }
    return problem
  } finally {
    await file?.close().catch(() => {})
  }
}

async function openPipe(path: string): Promise<FileHandle> {
  const file = await open(path, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW)
  if ((await file.stat()).isFIFO()) return file
  await file.close()
  throw new Error(`${path} is no pipe`)
}

/** Nobody reads yet, or the reader is slow. */
function isPassing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENXIO' || error.code === 'EAGAIN')
}
