import { realpath } from 'node:fs/promises'
import { listPorts } from '../transport/list-ports.ts'
import type { PortInfo } from '../transport/port-info.ts'

/** A module on USB, seen from one of its ports. */
export interface UsbNeighbours {
  /** The socket it is plugged in, as the kernel counts: `1-1.2`. */
  readonly location: string
  /** Its serial port of one of the interfaces that were asked for. */
  readonly port: string | null
}

/**
 * Finds the other ports of the USB device that a port belongs to.
 * @param port A device path, or a link to it.
 * @param interfaceNumbers Which interfaces of the device are looked for.
 * @param ports The ports that there are.
 * @returns null for a port that is not on USB.
 */
export async function usbNeighbours(
  port: string,
  interfaceNumbers: readonly number[],
  ports: Promise<readonly PortInfo[]> = listPorts(),
): Promise<UsbNeighbours | null> {
  const path = await realpath(port).catch(() => port)
  const known = await ports
  const location = known.find(one => one.path === path)?.usb?.location
  if (location === undefined) return null
  const wanted = (usb: PortInfo['usb']) =>
    usb?.location === location && usb.interfaceNumber !== undefined && interfaceNumbers.includes(usb.interfaceNumber)
  return { location, port: known.find(({ usb }) => wanted(usb))?.path ?? null }
}
