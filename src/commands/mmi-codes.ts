import type { Facility } from './clck.ts'
import type { ServiceClass } from './service-class.ts'

/** The procedures, by what a code begins with. 3GPP TS 22.030 6.5.2. */
export const mmiProcedures = {
  '*': 'activate',
  '**': 'register',
  '*#': 'interrogate',
  '#': 'deactivate',
  '##': 'erase',
} as const
export type MmiProcedure = (typeof mmiProcedures)[keyof typeof mmiProcedures]

/** Service codes of forwarding, and the `<reason>` of AT+CCFC. 22.030 annex B; 27.007 7.11. */
export const forwardingReasons: Readonly<Record<string, number>> = {
  '21': 0,
  '67': 1,
  '61': 2,
  '62': 3,
  '002': 4,
  '004': 5,
}

/** Service codes of barring, and the `<fac>` of AT+CLCK. 22.030 annex B; 27.007 7.4. */
export const barringFacilities: Readonly<Record<string, Facility>> = {
  '33': 'AO',
  '331': 'OI',
  '332': 'OX',
  '35': 'AI',
  '351': 'IR',
  '330': 'AB',
  '333': 'AG',
  '353': 'AC',
}

/** Basic service codes, and the `<class>` they add up to. 22.030 annex C; 27.007 7.11. */
export const basicServiceClasses: Readonly<Record<string, ServiceClass>> = {
  '10': 13,
  '11': 1,
  '12': 12,
  '13': 4,
  '16': 8,
  '19': 5,
  '20': 48,
  '21': 160,
  '22': 80,
  '24': 16,
  '25': 32,
  '26': 17,
  '99': 64,
}
