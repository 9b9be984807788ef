import { integerOf } from '../at/fields.ts'

/** Adds up: 1 voice, 2 data, 4 fax, 8 SMS, 16 and 32 data circuits, 64 packet, 128 PAD. 27.007 7.4, 7.11, 7.12. */
export type ServiceClass = number

/** A service for some classes of calls: switched on or off. */
export interface ServiceStatus {
  readonly active: boolean
  /** The classes it is so for; null where the line does not say. */
  readonly serviceClass: ServiceClass | null
}

/**
 * Reads `<status>[,<class>]`, the beginning of the answers of forwarding, waiting and barring. Null for values that
 * 27.007 does not know: then the line is of some other form.
 */
export function serviceStatusOf(status: string | undefined, serviceClass: string | undefined): ServiceStatus | null {
  if (status !== '0' && status !== '1') return null
  if (serviceClass === undefined) return { active: status === '1', serviceClass: null }
  const bits = integerOf(serviceClass)
  return bits !== null && bits >= 0 && bits <= 255 ? { active: status === '1', serviceClass: bits } : null
}

/** All of `items`, or null if one of them could not be read: half an answer would say that a service is off. */
export function allOrNone<Item>(items: readonly (Item | null)[]): readonly Item[] | null {
  const known = items.filter(item => item !== null)
  return known.length === items.length ? known : null
}
