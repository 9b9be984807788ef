import type { PortInfo, Profile } from '../index.ts'

/** What the interface of a port is for, on the modules that have its USB ids; `known` is empty where nobody has written that down. */
export interface InterfaceRole {
  /** `at`, `modem`, `diag`, `nmea`, `pcm`, `unknown`; several where models that share the ids differ. */
  readonly roles: readonly string[]
  /** The modules that have these ids. */
  readonly modules: readonly string[]
}

/** Looks a port up in the profiles. Ids are shared between models, so this is a hint: ATI tells. */
export function interfaceRole(port: PortInfo, profiles: readonly Profile[]): InterfaceRole {
  const roles = new Set<string>()
  const modules = new Set<string>()
  for (const profile of profiles) {
    for (const device of profile.usb) {
      if (device.vendorId !== port.usb?.vendorId || device.productId !== port.usb.productId) continue
      modules.add(profile.title)
      for (const { number, role } of device.interfaces) if (number === port.usb.interfaceNumber) roles.add(role)
    }
  }
  return { roles: [...roles], modules: [...modules] }
}
