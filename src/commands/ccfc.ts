import { command } from '../at/command.ts'
import { dialString, integer, numberOf } from '../at/command-line.ts'
import { integerOf, lineFieldsOf } from '../at/fields.ts'
import { numberField, numberTypeOf } from './number-field.ts'
import { allOrNone, type ServiceStatus, serviceStatusOf } from './service-class.ts'

/** When calls are forwarded, in the order of the numbers. 27.007 7.11 `<reason>`. */
const reasons = ['unconditional', 'busy', 'no-reply', 'not-reachable', 'all', 'all-conditional'] as const
export type ForwardingReason = (typeof reasons)[number]

/** What is done to the forwarding, in the order of the numbers; 2, the query, is a command of its own. */
const actions = ['disable', 'enable', 'query', 'register', 'erase'] as const

/** Forwarding of some classes of calls. */
export interface Forwarding extends ServiceStatus {
  /** Where calls go; null if nothing is registered. */
  readonly number: string | null
  readonly numberType: number | null
  /** How long it rings before no-reply forwards, s; null if not given. */
  readonly noReplySeconds: number | null
}

/** The manual says 300 ms, but the network is asked. */
const NETWORK_LIMIT_MS = 90_000

/** Asks the network; null where the answer is none of 27.007. */
export const queryForwarding = command<ForwardingReason, readonly Forwarding[] | null>({
  name: 'AT+CCFC query',
  source: '3GPP TS 27.007 7.11; transcript doc-ec2x-ccfc-register-query-erase',
  example: ['AT+CCFC=0,2', '+CCFC: 1,1,"+8615021012496",145,,,20', 'OK'],
  text: reason => `AT+CCFC=${numberOf(reason, reasons)},2`,
  claims: ['+CCFC:'],
  limitMs: NETWORK_LIMIT_MS,
  decode: ({ lines }) => allOrNone(lines.map(forwardingOf)),
})

/** Changes the forwarding in the network. */
export const setForwarding = command<
  {
    readonly reason: ForwardingReason
    readonly action: Exclude<(typeof actions)[number], 'query'>
    /** Where calls go; needed to register. */
    readonly number?: string
    /** Bits of the classes it is for, 1-255; voice if not given. */
    readonly serviceClass?: number
    /** How long it rings before no-reply forwards, 1-30 s. */
    readonly noReplySeconds?: number
  },
  void
>({
  name: 'AT+CCFC',
  source: '3GPP TS 27.007 7.11; Quectel EC2x AT Commands Manual V2.0, 11.1',
  example: ['AT+CCFC=0,3,"+8615021012496",145,1', 'OK'],
  text({ reason, action, number, serviceClass = 1, noReplySeconds }) {
    const base = `AT+CCFC=${numberOf(reason, reasons)},${numberOf(action, actions)}`
    const address = number === undefined ? ',' : `"${dialString(number)}",${numberTypeOf(number)}`
    const time = noReplySeconds === undefined ? '' : `,,,${integer(noReplySeconds, 1, 30)}`
    return `${base},${address},${integer(serviceClass, 1, 255)}${time}`
  },
  claims: ['+CCFC:'],
  limitMs: NETWORK_LIMIT_MS,
  decode: () => {},
})

/** `+CCFC: 1,1,"+8615021012496",145,,,20`, `+CCFC: 0,255`, `+CCFC:0,1`, `+CCFC: 0`. */
function forwardingOf(line: string): Forwarding | null {
  const [status, serviceClass, number, type, , , time] = lineFieldsOf(line)
  const service = serviceStatusOf(status, serviceClass)
  if (!service) return null
  const address = numberField(number, type)
  return {
    ...service,
    number: address.number || null,
    numberType: address.numberType,
    noReplySeconds: integerOf(time),
  }
}
