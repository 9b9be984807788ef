import { CellvoiceError, listPorts, loadProfiles, type PortInfo } from '../index.ts'
import { interfaceRole } from './interface-role.ts'

/** A list of more ports than this is what `cellvoice ports` is for. */
const MAX_NAMED = 6

/** The error for a command that was given no port, with those that there are. */
export async function missingPort(ports: Promise<readonly PortInfo[]> = listPorts()): Promise<CellvoiceError> {
  // A machine that cannot list its ports has none to be named.
  const present = await ports.catch(() => [])
  return new CellvoiceError('INVALID_ARGUMENT', {
    detail: 'no port was given',
    remedy: `Give --port PORT or set CELLVOICE_PORT. ${namesOf(present)}; --port sim is a simulated module.`,
  })
}

/** Ports on USB first: that is where modules are. */
function namesOf(ports: readonly PortInfo[]): string {
  if (ports.length === 0) return 'This machine has no serial port'
  const profiles = loadProfiles()
  const named = ports
    .toSorted((one, other) => Number(other.usb !== undefined) - Number(one.usb !== undefined))
    .slice(0, MAX_NAMED)
    .map(port => (interfaceRole(port, profiles).roles.includes('at') ? `${port.path} (AT)` : port.path))
  const more = ports.length > named.length ? ` and ${ports.length - named.length} more` : ''
  return `This machine has ${named.join(', ')}${more}; \`cellvoice ports\` tells what they are`
}
