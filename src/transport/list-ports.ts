import { listLinuxPorts } from './list-linux-ports.ts'
import { packagePortInfo } from './package-port-info.ts'
import type { PortInfo } from './port-info.ts'
import { portOrder } from './port-order.ts'
import { type SystemRoots, systemRoots } from './system-roots.ts'

/**
 * The serial ports of this machine: those of one USB socket together, in the order of their interfaces, then the others.
 * An empty list where there are none, as in most containers.
 *
 * @param roots Where Linux tells about its devices; for tests.
 */
export async function listPorts(roots: SystemRoots = systemRoots): Promise<PortInfo[]> {
  // On Linux the serialport package starts `udevadm` and ends the process where that is missing; and sysfs tells more.
  const ports = process.platform === 'linux' ? await listLinuxPorts(roots) : await listPackagePorts()
  return ports.sort(portOrder)
}

async function listPackagePorts(): Promise<PortInfo[]> {
  const { SerialPort } = await import('serialport')
  return (await SerialPort.list()).map(packagePortInfo)
}
