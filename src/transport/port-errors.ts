import { CellvoiceError } from '../base/error.ts'

/** Why a port did not open. */
export type PortErrorCode = 'PORT_NOT_FOUND' | 'PORT_NO_PERMISSION' | 'PORT_BUSY' | 'PORT_FAILED'

/** A program that has the port open. */
export interface PortHolder {
  readonly pid: number
  readonly name: string
}

/** What the system knows about a port that did not open; every fact may be missing. */
export interface PortFacts {
  /** Programs that have it open, as far as this user may see. */
  readonly holders?: readonly PortHolder[]
  /** Process id of ModemManager, when it runs: it opens every modem it finds. */
  readonly modemManagerPid?: number
  /** Group of the device file, and whether that group may read and write. */
  readonly group?: { readonly name: string; readonly mayOpen: boolean }
  /** Device paths of the ports that are there. */
  readonly present?: readonly string[]
  /** Process id of this program. */
  readonly ownPid?: number
}

interface Trouble {
  readonly code: PortErrorCode
  /** What happened, when the code alone does not say it. */
  readonly why?: string
}

/**
 * What the operating system says, by errno name and by text: the serialport package passes on only the text of strerror(3),
 * of glibc or musl, or wording of its own. The first row that matches decides.
 */
const troubles: readonly (Trouble & { readonly errno: RegExp; readonly text: RegExp })[] = [
  { errno: /^ENOENT$/, text: /no such file or directory|file not found/i, code: 'PORT_NOT_FOUND' },
  {
    errno: /^(ENXIO|ENODEV)$/,
    text: /no such device/i,
    code: 'PORT_NOT_FOUND',
    why: 'the device file is there, but no device behind it',
  },
  { errno: /^EACCES$/, text: /permission denied/i, code: 'PORT_NO_PERMISSION' },
  {
    errno: /^EPERM$/,
    text: /operation not permitted/i,
    code: 'PORT_NO_PERMISSION',
    why: 'the system forbids it whatever the group (in a container, hand the device in with --device)',
  },
  // On Windows a port that another program has open gives "Access denied".
  { errno: /^EBUSY$/, text: /cannot lock port|resource busy|access denied/i, code: 'PORT_BUSY' },
  { errno: /^EISDIR$/, text: /is a directory/i, code: 'PORT_FAILED', why: 'it is a directory, not a serial port' },
  {
    errno: /^(ENOTTY|EINVAL|ERR_INVALID_FD_TYPE|ERR_TTY_INIT_FAILED)$/,
    text: /inappropriate ioctl|not a tty/i,
    code: 'PORT_FAILED',
    why: 'it is not a serial port',
  },
  {
    errno: /^EIO$/,
    text: /input\/output error|i\/o error/i,
    code: 'PORT_FAILED',
    why: 'the device does not respond; unplug the module or switch it off and on',
  },
  { errno: /^(EMFILE|ENFILE)$/, text: /too many open files/i, code: 'PORT_FAILED', why: 'too many files are open' },
]

/** Which error `said` (what opening a port failed with) amounts to. */
export function portErrorCode(said: unknown): PortErrorCode {
  return troubleOf(said).code
}

/**
 * The error for a port that did not open, with advice for this very path.
 *
 * @param path As the user named it.
 * @param said What opening failed with: an error of Node or of the serialport package, or anything else.
 * @returns PORT_NOT_FOUND, PORT_NO_PERMISSION, PORT_BUSY or PORT_FAILED, `said` as its cause. Never throws.
 */
export function portError(path: string, said: unknown, facts: PortFacts = {}): CellvoiceError {
  const { code, why } = troubleOf(said)
  const advice = adviceFor(code, facts)
  return new CellvoiceError(code, {
    detail: [path, ...(why ? [why] : []), ...(advice ? [advice] : [])].join('; '),
    cause: said,
    context: { path, ...facts },
  })
}

function troubleOf(said: unknown): Trouble {
  const errno = said instanceof Error && 'code' in said ? String(said.code) : ''
  const text = said instanceof Error ? said.message : String(said)
  return troubles.find(row => row.errno.test(errno) || row.text.test(text)) ?? { code: 'PORT_FAILED', why: text }
}

function adviceFor(code: PortErrorCode, facts: PortFacts): string | undefined {
  switch (code) {
    case 'PORT_NOT_FOUND':
      return presentPorts(facts)
    case 'PORT_NO_PERMISSION':
      return owner(facts)
    case 'PORT_BUSY':
      return holders(facts)
    case 'PORT_FAILED':
      return undefined
  }
}

function presentPorts({ present }: PortFacts): string | undefined {
  if (!present) return undefined
  return present.length > 0 ? `the ports that are there: ${present.join(', ')}` : 'no serial port is there at all'
}

function owner({ group }: PortFacts): string | undefined {
  if (!group) return undefined
  if (!group.mayOpen || group.name === 'root') {
    return 'only root may open it: let a udev rule give it to group dialout with mode 0660'
  }
  return `group ${group.name} may open it: \`sudo usermod -aG ${group.name} $USER\``
}

function holders({ holders = [], modemManagerPid, ownPid }: PortFacts): string {
  const names = holders.map(({ pid, name }) => (pid === ownPid ? 'this program itself' : `${name} (process ${pid})`))
  if (names.length > 0) return `held by ${names.join(', ')}`
  const suspect = modemManagerPid === undefined ? '' : `; ModemManager (process ${modemManagerPid}) runs and may be it`
  return `held by a program that this user cannot see${suspect}`
}
