import type { Clock } from '../base/clock.ts'
import type { PortInfo } from '../transport/port-info.ts'
import { askImei } from './ask-imei.ts'
import type { PortSystem } from './port-system.ts'
import { shippedProfiles } from './profile.ts'

/** By what a module is known again when its port has another name. What is left out is learned when it is first open. */
export interface LineIdentity {
  /** The serial number of the module, 14 to 16 digits: another module is refused. */
  readonly imei?: string
  /** The USB socket as `cellvoice ports` shows it: `1-1.2`. */
  readonly usbLocation?: string
  /** Which interface of the USB device the AT port is. */
  readonly interfaceNumber?: number
}

/** So many ports are asked at most for the module they lead to. */
const MAX_ASKED = 16

/** Whether `path` names this port: its device file, or one of its links. */
export function isPort(port: PortInfo, path: string): boolean {
  return port.path === path || port.byId.includes(path) || port.byPath.includes(path)
}

/** The port in a USB socket, where it is there. */
export function portAt(ports: readonly PortInfo[], { usbLocation, interfaceNumber }: LineIdentity): string | null {
  if (usbLocation === undefined) return null
  const inSocket = ports.filter(({ usb }) => usb?.location === usbLocation)
  return inSocket.find(atPortOf(interfaceNumber))?.path ?? null
}

/** Whether a port is on the USB device of a module that a profile knows: such a port has no rate. */
export function isModuleOnUsb(usb: PortInfo['usb'], devices = knownDevices()): boolean {
  return usb !== undefined && devices.some(({ vendorId }) => vendorId === usb.vendorId)
}

/** Where an IMEI is looked for. */
export interface ImeiSearch {
  readonly imei: string
  /** The interface on which the module answered before. */
  readonly interfaceNumber: number | undefined
  readonly system: PortSystem
  readonly clock: Clock
  /** Device files in use: none of them is asked, and each is among them while it is. */
  readonly inUse: Set<string>
  /** Device files that are known to lead to another module. */
  readonly not: readonly string[]
}

/**
 * Asks the modules on USB, one by one, for the one with that serial number. Ports of other makers are left alone: what is
 * behind them may take AT for something else.
 * @returns its device file, or null.
 */
export async function portOfImei(search: ImeiSearch): Promise<string | null> {
  const { imei, interfaceNumber, system, clock, inUse, not } = search
  const devices = knownDevices()
  const isCandidate = atPortOf(interfaceNumber, devices)
  const ports = (await system.list()).filter(port => isModuleOnUsb(port.usb, devices) && isCandidate(port))
  let asked = 0
  for (const { path } of ports) {
    if (inUse.has(path) || not.includes(path)) continue
    if (++asked > MAX_ASKED) return null
    inUse.add(path)
    const found = await askImei(system.transport(path), clock).finally(() => inUse.delete(path))
    if (found === imei) return path
  }
  return null
}

/** Which ports may take AT: of the interface that is known, else those that a profile gives that role, or has nothing on. */
function atPortOf(interfaceNumber: number | undefined, devices = knownDevices()): (port: PortInfo) => boolean {
  return ({ usb }) => {
    if (!usb) return false
    if (interfaceNumber !== undefined) return usb.interfaceNumber === interfaceNumber
    const roles = devices
      .filter(({ vendorId, productId }) => vendorId === usb.vendorId && productId === usb.productId)
      .flatMap(({ interfaces }) => interfaces ?? [])
      .filter(({ number }) => number === usb.interfaceNumber)
      .map(({ role }) => role)
    return roles.length === 0 || roles.some(role => role === 'at' || role === 'modem' || role === 'unknown')
  }
}

function knownDevices(): ReturnType<typeof shippedProfiles>[number]['usb'] {
  return shippedProfiles().flatMap(({ usb }) => usb)
}
