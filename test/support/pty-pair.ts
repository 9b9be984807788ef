import { execFileSync } from 'node:child_process'
import { closeSync, constants, openSync, write } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ReadStream } from 'node:tty'
import { promisify } from 'node:util'
import * as nodePty from '@lydell/node-pty'

/** A pseudo-terminal: what the host opens by path, and the module's end of it. */
export interface PtyPair {
  /** The host's end: `/dev/pts/3`. */
  readonly path: string
  /** The module's end, to read what the host writes. Do not write to it: that blocks the process while the host does not read. */
  readonly module: ReadStream
  /** Sends `bytes` from the module to the host; resolves when the pseudo-terminal has taken all, rejects once hung up. */
  send(bytes: Uint8Array | string): Promise<void>
  /** Ends the module's side, as a simulator that dies does. Harmless when done already. */
  hangUp(): void
}

/** What node-pty's `open` gives on Unix; its type declarations leave it out. */
interface Terminal {
  readonly master: ReadStream
  readonly slave: ReadStream
  readonly _pty: string
  readonly _fd: number
}

/** Opens a raw pseudo-terminal without echo. */
export function openPtyPair(): PtyPair {
  const { open } = nodePty as unknown as { open(options: { encoding: null }): Terminal }
  const terminal = open({ encoding: null })
  const path = terminal._pty
  // While no host has it open, this descriptor keeps the module's end from reading an input/output error.
  const keepOpen = openSync(path, constants.O_RDWR | constants.O_NOCTTY)
  terminal.slave.destroy() // It would eat the bytes meant for the host.
  execFileSync('stty', ['-F', path, 'raw', '-echo'])
  terminal.master.on('error', () => {})
  let up = true
  return {
    path,
    module: terminal.master,
    async send(bytes) {
      for (let rest = Buffer.from(bytes); rest.length > 0; ) {
        if (!up) throw new Error(`${path} has hung up`)
        rest = rest.subarray(await writeSome(terminal._fd, rest))
      }
    },
    hangUp() {
      if (!up) return
      up = false
      terminal.master.destroy()
      closeSync(keepOpen)
    },
  }
}

/** Writes what the pseudo-terminal takes now, and returns how much that was; waits a little when it takes nothing. */
async function writeSome(descriptor: number, bytes: Buffer): Promise<number> {
  try {
    return (await promisify(write)(descriptor, bytes)).bytesWritten
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
    await sleep(1)
    return 0
  }
}
