import { command } from '../at/command.ts'
import { integer, quoted } from '../at/command-line.ts'
import { lineFieldsOf } from '../at/fields.ts'
import { allOrNone, type ServiceStatus, serviceStatusOf } from './service-class.ts'

/**
 * What can be barred or locked: all outgoing (AO), outgoing international (OI, OX without home), all incoming (AI),
 * incoming when roaming (IR); the SIM itself (SC); all barring (AB), all outgoing (AG), all incoming (AC) barring.
 */
export type Facility = 'AO' | 'OI' | 'OX' | 'AI' | 'IR' | 'SC' | 'AB' | 'AG' | 'AC'

/** The manual gives 5 s, but barring asks the network. */
const NETWORK_LIMIT_MS = 90_000

/** Asks whether a facility is barred or locked; null where the answer is none of 27.007. */
export const queryBarring = command<Facility, readonly ServiceStatus[] | null>({
  name: 'AT+CLCK query',
  source: '3GPP TS 27.007 7.4; Quectel EC2x AT Commands Manual V2.0, 5.2',
  example: ['AT+CLCK="AO",2', '+CLCK: 0,255', 'OK'],
  text: facility => `AT+CLCK=${quoted(facility)},2`,
  claims: ['+CLCK:'],
  limitMs: NETWORK_LIMIT_MS,
  decode: ({ lines }) => allOrNone(lines.map(barringOf)),
})

/** Bars or locks a facility, or frees it. */
export const setBarring = command<
  {
    readonly facility: Facility
    readonly on: boolean
    readonly password: string
    /** Bits of the classes it is for, 1-255; voice if not given. */
    readonly serviceClass?: number
  },
  void
>({
  name: 'AT+CLCK',
  source: '3GPP TS 27.007 7.4',
  example: ['AT+CLCK="AO",1,"1111",1', 'OK'],
  text: ({ facility, on, password, serviceClass = 1 }) =>
    `AT+CLCK=${quoted(facility)},${on ? 1 : 0},${quoted(password, 8)},${integer(serviceClass, 1, 255)}`,
  claims: ['+CLCK:'],
  limitMs: NETWORK_LIMIT_MS,
  decode: () => {},
})

function barringOf(line: string): ServiceStatus | null {
  const [status, serviceClass] = lineFieldsOf(line)
  return serviceStatusOf(status, serviceClass)
}
