import {
  CellvoiceError,
  type Clock,
  conditionOfFailure,
  isPort,
  loadProfiles,
  type PortInfo,
  usualRates,
} from '../../index.ts'
import { interfaceRole } from '../interface-role.ts'
import { probePort } from '../probe-port.ts'
import type { DeviceFacts, PortFailure } from './doctor-facts.ts'
import type { DoctorSystem } from './doctor-system.ts'

/** Looks at a device file before it is opened. Never rejects. */
export async function lookAtDevice(system: DoctorSystem, path: string): Promise<DeviceFacts> {
  const [device, kind, ports, use, { group, isMember }] = await Promise.all([
    // The links of hardware/udev are no links that a list of ports has.
    system.resolve(path),
    system.pathKind(path),
    system.listPorts(),
    system.portUse(path),
    system.groupOf(path),
  ])
  const info = ports.find(port => isPort(port, path) || port.path === device) ?? null
  return {
    kind,
    info,
    ...rolesAround(info, ports),
    present: ports.map(port => port.path),
    use,
    group,
    isMember,
  }
}

/** AT ports of modules that are plugged in. */
export function atPortsOf(ports: readonly PortInfo[]): readonly string[] {
  const profiles = loadProfiles()
  return ports.filter(port => interfaceRole(port, profiles).roles.includes('at')).map(({ path }) => path)
}

/** What keeps the doctor from opening a path at all, or null. */
export function refusalOf({ kind }: DeviceFacts, path: string): PortFailure | null {
  switch (kind) {
    case 'absent':
      return failureOf(new CellvoiceError('PORT_NOT_FOUND', { detail: path }))
    case 'directory':
    case 'other':
      return failureOf(new CellvoiceError('PORT_FAILED', { detail: `${path} is no serial port` }))
    case 'terminal':
      return null
  }
}

/** A failure as the checks read it. @throws what is no error of the library. */
export function failureOf(error: unknown, answersAtRate: number | null = null): PortFailure {
  if (!CellvoiceError.is(error)) throw error
  const { message, remedy } = error
  return { message: withoutRemedy(message, remedy), remedy, condition: conditionOfFailure(error), answersAtRate }
}

/** What happened, without what to do about it. */
export function withoutRemedy(message: string, remedy: string): string {
  return message.endsWith(remedy) ? message.slice(0, -remedy.length).trimEnd().replace(/\.$/, '') : message
}

/**
 * The usual rate at which somebody answers; some two seconds for each.
 * @param onTry Hears of each rate that is tried.
 * @param triedRate At which nobody answered; default 115200.
 */
export async function findRate(
  system: DoctorSystem,
  path: string,
  clock: Clock,
  onTry: (rate: number) => void,
  triedRate = 115_200,
): Promise<number | null> {
  for (const rate of usualRates.filter(usual => usual !== triedRate)) {
    onTry(rate)
    try {
      await probePort(system.transport(path, rate), clock)
      return rate
    } catch (error) {
      if (!CellvoiceError.is(error)) throw error
      // Only who answers at no rate is asked at the next.
      if (error.code !== 'PORT_SILENT' && error.code !== 'PORT_GARBAGE') return null
    }
  }
  return null
}

function rolesAround(info: PortInfo | null, ports: readonly PortInfo[]): Pick<DeviceFacts, 'roles' | 'atPorts'> {
  if (!info?.usb) return { roles: [], atPorts: [] }
  const { location } = info.usb
  const siblings = ports.filter(({ usb }) => location !== undefined && usb?.location === location)
  return { roles: interfaceRole(info, loadProfiles()).roles, atPorts: atPortsOf(siblings) }
}
