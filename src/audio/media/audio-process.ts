import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'

/** A child process with three pipes: what is used of Node's, so that a test can hand in another. */
export interface AudioProcess {
  readonly pid?: number | undefined
  readonly stdin: Writable
  readonly stdout: Readable
  readonly stderr: Readable
  kill(signal: 'SIGTERM' | 'SIGKILL'): boolean
  once(event: 'error', listener: (error: Error) => void): unknown
  once(event: 'exit', listener: () => void): unknown
  /** It has ended and its pipes are read to the end; comes after `error` too. */
  once(event: 'close', listener: (code: number | null, signal: NodeJS.Signals | null) => void): unknown
}

/** How the session reaches the programs of ALSA. */
export interface AlsaSystem {
  spawn(program: string, args: readonly string[]): AudioProcess
  /** All bytes that a process has read since it began; undefined where the system does not tell. */
  bytesRead(pid: number): Promise<number | undefined>
}

/** That of this machine. */
export const alsaSystem: AlsaSystem = {
  // What the programs say is looked at, so it must be in English.
  spawn: (program, args) => spawn(program, args, { stdio: 'pipe', env: { ...process.env, LC_ALL: 'C' } }),
  async bytesRead(pid) {
    const text = await readFile(`/proc/${pid}/io`, 'latin1').catch(() => '')
    const digits = /^rchar: (\d+)$/m.exec(text)?.[1]
    return digits === undefined ? undefined : Number(digits)
  },
}
