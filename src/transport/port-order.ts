import type { PortInfo } from './port-info.ts'

const naturalOrder = new Intl.Collator('en', { numeric: true }).compare

/** Sorts ports: those of one USB socket together, by interface; those not on USB last; ttyUSB2 before ttyUSB10. */
export function portOrder(first: PortInfo, second: PortInfo): number {
  return (
    Number(!first.usb) - Number(!second.usb) ||
    naturalOrder(first.usb?.location ?? '', second.usb?.location ?? '') ||
    (first.usb?.interfaceNumber ?? 0) - (second.usb?.interfaceNumber ?? 0) ||
    naturalOrder(first.path, second.path)
  )
}
