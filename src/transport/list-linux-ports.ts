import { access, readdir, readFile, readlink, realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { PortInfo, UsbInfo } from './port-info.ts'
import type { SystemRoots } from './system-roots.ts'

/** A USB serial port lies two folders below its interface: `1-1:1.2/ttyUSB2/tty/ttyUSB2`. */
const maxFoldersToInterface = 4

/** The serial ports as Linux tells of them in sysfs, in no particular order. What cannot be read is left out. */
export async function listLinuxPorts({ dev, sys }: SystemRoots): Promise<PortInfo[]> {
  const [names, byId, byPath] = await Promise.all([
    readdir(join(sys, 'class/tty')).catch(() => []),
    linksIn(join(dev, 'serial/by-id')),
    linksIn(join(dev, 'serial/by-path')),
  ])
  const ports = await Promise.all(
    names.map(async (name): Promise<PortInfo[]> => {
      const path = join(dev, name)
      const device = await realpath(join(sys, 'class/tty', name, 'device')).catch(() => undefined)
      // Virtual terminals have no device. Unused 8250 slots (ttyS4 … ttyS31) have one, but of type 0: unknown.
      if (!device || (await readLine(join(sys, 'class/tty', name, 'type'))) === '0') return []
      // A container sees the devices of the whole machine here, but may open only those in its own /dev.
      if (!(await exists(path))) return []
      const usb = await usbInfo(device)
      return [{ path, ...(usb && { usb }), byId: byId.get(path) ?? [], byPath: byPath.get(path) ?? [] }]
    }),
  )
  return ports.flat()
}

async function usbInfo(device: string): Promise<UsbInfo | undefined> {
  let folder = device
  for (let i = 0; i < maxFoldersToInterface; i++, folder = dirname(folder)) {
    const interfaceDigits = await readLine(join(folder, 'bInterfaceNumber'))
    if (interfaceDigits === undefined) continue
    const usbDevice = dirname(folder)
    const read = (name: string) => readLine(join(usbDevice, name))
    const [vendorId, productId] = await Promise.all([read('idVendor'), read('idProduct')])
    if (vendorId === undefined || productId === undefined) return undefined
    const [manufacturer, product, serialNumber] = await Promise.all(['manufacturer', 'product', 'serial'].map(read))
    return {
      vendorId,
      productId,
      interfaceNumber: Number.parseInt(interfaceDigits, 16),
      ...(manufacturer && { manufacturer }),
      ...(product && { product }),
      ...(serialNumber && { serialNumber }),
      location: basename(usbDevice),
    }
  }
  return undefined
}

/** The links in `folder` by what they lead to, each list sorted. */
async function linksIn(folder: string): Promise<Map<string, string[]>> {
  const byTarget = new Map<string, string[]>()
  for (const name of (await readdir(folder).catch(() => [])).sort()) {
    const link = join(folder, name)
    const target = await readlink(link).catch(() => undefined)
    if (target === undefined) continue
    const path = resolve(folder, target)
    byTarget.set(path, [...(byTarget.get(path) ?? []), link])
  }
  return byTarget
}

async function readLine(file: string): Promise<string | undefined> {
  return (await readFile(file, 'utf8').catch(() => undefined))?.trim()
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
