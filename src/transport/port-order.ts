import type { PortInfo } from './port-info.ts'

// Made when two ports are compared: it takes several milliseconds, and most programs open one that they know.
let collator: Intl.Collator | undefined

/** Sorts ports: those of one USB socket together, by interface; those not on USB last; ttyUSB2 before ttyUSB10. */
export function portOrder(first: PortInfo, second: PortInfo): number {
  return (
    Number(!first.usb) - Number(!second.usb) ||
    naturalOrder(first.usb?.location ?? '', second.usb?.location ?? '') ||
    (first.usb?.interfaceNumber ?? 0) - (second.usb?.interfaceNumber ?? 0) ||
    naturalOrder(first.path, second.path)
  )
}

function naturalOrder(one: string, other: string): number {
  collator ??= new Intl.Collator('en', { numeric: true })
  return collator.compare(one, other)
}
