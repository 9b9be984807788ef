import { readdir, readFile, readlink, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { listPorts } from './list-ports.ts'
import type { PortErrorCode, PortFacts, PortHolder } from './port-errors.ts'
import { type SystemRoots, systemRoots } from './system-roots.ts'

/** Enough for any desktop; a bound so that a failed open never turns into a long search. */
const maxProcesses = 4096

/**
 * What the system knows that helps a person whose port did not open with `code`: the group of the device, who holds it,
 * which ports are there. Reads Linux files; what cannot be read is left out. Never rejects.
 */
export async function portFacts(
  path: string,
  code: PortErrorCode,
  roots: SystemRoots = systemRoots,
): Promise<PortFacts> {
  switch (code) {
    case 'PORT_NOT_FOUND':
      return { present: (await listPorts(roots).catch(() => [])).slice(0, 16).map(port => port.path) }
    case 'PORT_NO_PERMISSION':
      return groupFacts(path, roots).catch(() => ({}))
    case 'PORT_BUSY':
      return holderFacts(path, roots).catch(() => ({}))
    case 'PORT_FAILED':
      return {}
  }
}

async function groupFacts(path: string, { etc }: SystemRoots): Promise<PortFacts> {
  const { gid, mode } = await stat(path)
  // A line of /etc/group: dialout:x:20:alice,bob
  const groups = (await readFile(join(etc, 'group'), 'utf8').catch(() => '')).split('\n').map(line => line.split(':'))
  const name = groups.find(fields => fields[2] === String(gid))?.[0] ?? String(gid)
  return { group: { name, mayOpen: (mode & 0o060) === 0o060 } }
}

async function holderFacts(path: string, { proc }: SystemRoots): Promise<PortFacts> {
  const device = await realpath(path)
  const pids = (await readdir(proc)).filter(name => /^\d+$/.test(name)).slice(0, maxProcesses)
  const holders: PortHolder[] = []
  let modemManagerPid: number | undefined
  for (const pid of pids) {
    const name = (await readFile(join(proc, pid, 'comm'), 'utf8').catch(() => '')).trim()
    if (name === 'ModemManager') modemManagerPid = Number(pid)
    if (await holds(join(proc, pid, 'fd'), device)) holders.push({ pid: Number(pid), name })
  }
  return { holders, ownPid: process.pid, ...(modemManagerPid === undefined ? {} : { modemManagerPid }) }
}

/** Whether one of the open files in `folder` (`/proc/PID/fd`) is `device`; a folder of another user cannot be read: no. */
async function holds(folder: string, device: string): Promise<boolean> {
  const files = await readdir(folder).catch(() => [])
  const targets = await Promise.all(files.map(file => readlink(join(folder, file)).catch(() => '')))
  return targets.includes(device)
}
