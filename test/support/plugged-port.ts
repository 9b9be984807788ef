import type { PortInfo } from '../../src/transport/port-info.ts'

/** A port as the system lists it: on USB where a socket is given, of an interface where that is told. */
export function pluggedPort(path: string, location?: string, interfaceNumber?: number): PortInfo {
  const usb = {
    vendorId: '2c7c',
    productId: '0125',
    ...(location !== undefined && { location }),
    ...(interfaceNumber !== undefined && { interfaceNumber }),
  }
  return { path, byId: [], byPath: [], ...(location !== undefined && { usb }) }
}
