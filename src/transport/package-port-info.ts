import type { PortInfo } from './port-info.ts'

/** A port as the serialport package lists it on Windows and macOS. */
export interface PackagePort {
  readonly path: string
  readonly manufacturer?: string | undefined
  readonly serialNumber?: string | undefined
  readonly pnpId?: string | undefined
  readonly locationId?: string | undefined
  readonly vendorId?: string | undefined
  readonly productId?: string | undefined
}

/** What the serialport package says about a port, in our words. */
export function packagePortInfo(port: PackagePort): PortInfo {
  const { path, vendorId, productId, manufacturer, serialNumber, locationId } = port
  if (!vendorId || !productId) return { path, byId: [], byPath: [] }
  // Windows names the interface in the device instance: USB\VID_2C7C&PID_0125&MI_02\6&2F2B5D4C&0&0002
  const interfaceDigits = /&MI_([0-9A-F]{2})/i.exec(port.pnpId ?? '')?.[1]
  return {
    path,
    usb: {
      vendorId: vendorId.toLowerCase(),
      productId: productId.toLowerCase(),
      ...(interfaceDigits && { interfaceNumber: Number.parseInt(interfaceDigits, 16) }),
      ...(manufacturer && { manufacturer }),
      ...(serialNumber && { serialNumber }),
      ...(locationId && { location: locationId }),
    },
    byId: [],
    byPath: [],
  }
}
