import { execFile } from 'node:child_process'
import { closeSync, constants, openSync } from 'node:fs'
import { lstat, rm, symlink } from 'node:fs/promises'
import type { ReadStream } from 'node:tty'
import { promisify } from 'node:util'
import { CellvoiceError } from '../../base/error.ts'
import { PtyWriter } from './pty-writer.ts'
import type { AttachPort, Carries, ServedPort } from './served-port.ts'

/** What `open` of node-pty gives on Unix; its type declarations leave it out. */
interface Terminal {
  readonly master: ReadStream
  readonly slave: ReadStream
  readonly _pty: string
  readonly _fd: number
}

/** Serves one port on a new pseudo terminal, with a symbolic link to it at `link`. */
export async function servePty(link: string | undefined, attach: AttachPort, carries: Carries): Promise<ServedPort> {
  const terminal = await openTerminal()
  const path = terminal._pty
  // While no host has the terminal open, this descriptor keeps reading its master end from failing.
  const keepOpen = openSync(path, constants.O_RDWR | constants.O_NOCTTY)
  // node-pty reads the host's end too, and would take the bytes meant for the host.
  terminal.slave.destroy()
  // Its own listener throws the errors of a terminal that is being closed.
  terminal.master.removeAllListeners('error')
  terminal.master.on('error', () => {})
  let open = true
  let linked: string | undefined
  const close = async () => {
    if (!open) return
    open = false
    writer.close()
    port.detach()
    terminal.master.destroy()
    closeSync(keepOpen)
    if (linked !== undefined) await rm(linked, { force: true })
  }
  const writer = new PtyWriter(terminal._fd, carries)
  const port = attach(
    bytes => writer.write(bytes),
    () => {},
    () => writer.unwritten,
  )
  try {
    await promisify(execFile)('stty', ['-F', path, 'raw', '-echo'])
    if (link !== undefined) await makeLink(path, link)
    linked = link
  } catch (cause) {
    await close()
    throw new CellvoiceError('PORT_FAILED', { detail: link ?? path, cause })
  }
  terminal.master.on('data', bytes => port.receive(bytes))
  return { path: link ?? path, close }
}

async function openTerminal(): Promise<Terminal> {
  try {
    const nodePty: unknown = await import('@lydell/node-pty')
    return (nodePty as { open(options: { encoding: null }): Terminal }).open({ encoding: null })
  } catch (cause) {
    throw new CellvoiceError('NOT_SUPPORTED', {
      detail: 'a pseudo terminal needs the optional package @lydell/node-pty; serve the module by TCP instead',
      cause,
    })
  }
}

/** A link that an earlier simulator left behind is replaced; anything else in its place is not. */
async function makeLink(path: string, link: string): Promise<void> {
  const there = await lstat(link).catch(() => undefined)
  if (there?.isSymbolicLink()) await rm(link)
  await symlink(path, link)
}
