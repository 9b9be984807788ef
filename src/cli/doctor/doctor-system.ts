import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access, readFile, realpath, stat, statfs } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { listPorts, type PortInfo } from '../../index.ts'
import { type PortFacts, portFacts, type Transport, transportFor } from '../../transport/index.ts'
import type { PathKind } from './doctor-facts.ts'

/** The machine as the doctor sees it; a test hands in one of its own. Nothing in it rejects, unless it says so. */
export interface DoctorSystem {
  /** `20.19.1` */
  readonly nodeVersion: string
  listPorts(): Promise<readonly PortInfo[]>
  /** The device file behind a link to it; the path itself where there is none. */
  resolve(path: string): Promise<string>
  /** What is at a path, links followed. */
  pathKind(path: string): Promise<PathKind>
  /** Who has a port open, and whether ModemManager runs. */
  portUse(path: string): Promise<PortFacts>
  /** The group of a device file, and whether this process is of it. */
  groupOf(path: string): Promise<{ readonly group: PortFacts['group'] | null; readonly isMember: boolean }>
  hasProgram(name: string): Promise<boolean>
  freeBytes(folder: string): Promise<number | null>
  /** What `vcgencmd get_throttled` says; null where there is no such program. */
  throttled(): Promise<string | null>
  /** What `/proc/asound/cards` says; empty on a machine without ALSA. */
  soundCards(): Promise<string>
  /** @throws CellvoiceError INVALID_ARGUMENT for what is no port. */
  transport(path: string, baudRate?: number): Transport
}

/** A firmware that hangs must not hang us, ms. */
const PROGRAM_LIMIT_MS = 2_000
/** Of Raspberry Pi OS. */
const VOLTAGE_PROGRAM = 'vcgencmd'

/** This machine. */
export const systemOfDoctor: DoctorSystem = {
  nodeVersion: process.versions.node,
  listPorts: () => listPorts().catch(() => []),
  resolve: path => realpath(path).catch(() => path),
  async pathKind(path) {
    const found = await stat(path).catch(() => null)
    if (!found) return 'absent'
    if (found.isDirectory()) return 'directory'
    return found.isCharacterDevice() ? 'terminal' : 'other'
  },
  async portUse(path) {
    const { holders = [], ...others } = await portFacts(path, 'PORT_BUSY')
    // A pseudo terminal is held by whoever serves it: a simulator, socat.
    const isServed = (await systemOfDoctor.resolve(path)).startsWith('/dev/pts/')
    return { ...others, holders: isServed ? [] : holders }
  },
  async groupOf(path) {
    const { group = null } = await portFacts(path, 'PORT_NO_PERMISSION')
    const gid = await stat(path).then(
      found => found.gid,
      () => null,
    )
    const isRoot = process.getuid?.() === 0
    return { group, isMember: isRoot || (gid !== null && (process.getgroups?.() ?? []).includes(gid)) }
  },
  async hasProgram(name) {
    const folders = (process.env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
    const found = await Promise.all(
      folders.map(folder =>
        access(join(folder, name), constants.X_OK).then(
          () => true,
          () => false,
        ),
      ),
    )
    return found.includes(true)
  },
  freeBytes: folder =>
    statfs(folder).then(
      ({ bavail, bsize }) => bavail * bsize,
      () => null,
    ),
  throttled: () =>
    new Promise(resolve => {
      execFile(VOLTAGE_PROGRAM, ['get_throttled'], { timeout: PROGRAM_LIMIT_MS }, (error, stdout) =>
        resolve(error ? null : stdout),
      )
    }),
  soundCards: () => readFile('/proc/asound/cards', 'utf8').catch(() => ''),
  transport: (path, baudRate) => transportFor(path, baudRate === undefined ? {} : { baudRate }),
}
