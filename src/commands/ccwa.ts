import { command, setting } from '../at/command.ts'
import { integer } from '../at/command-line.ts'
import { lineFieldsOf } from '../at/fields.ts'
import { numberField } from './number-field.ts'
import { allOrNone, type ServiceStatus, serviceStatusOf } from './service-class.ts'
import { urc } from './urc.ts'

/** Switches the announcement of waiting calls on or off, in the module only; lost at a restart. */
export const setWaitingAnnouncement = setting<boolean>({
  name: 'AT+CCWA',
  source: '3GPP TS 27.007 7.12',
  example: 'AT+CCWA=1',
  text: on => `AT+CCWA=${on ? 1 : 0}`,
})

/** The manual says 300 ms, but the network is asked. */
const NETWORK_LIMIT_MS = 90_000

/** Whether the line answers a query: a waiting call has three fields, or quotes. */
const isQueryAnswer = (line: string) => /^\+CCWA: *\d{1,2}(,\d{1,3})?$/.test(line)

/** Asks the network for which classes calls may wait; null where the answer is none of 27.007. */
export const queryWaiting = command<void, readonly ServiceStatus[] | null>({
  name: 'AT+CCWA query',
  source: '3GPP TS 27.007 7.12; Quectel EC2x AT Commands Manual V2.0, 11.2',
  example: ['AT+CCWA=1,2', '+CCWA: 1,1', 'OK'],
  text: () => 'AT+CCWA=1,2',
  claims: [{ prefix: '+CCWA:', when: isQueryAnswer }],
  limitMs: NETWORK_LIMIT_MS,
  decode: ({ lines }) => {
    const services = lines.map(line => {
      const [status, serviceClass = ''] = lineFieldsOf(line)
      return serviceStatusOf(status, serviceClass)
    })
    return allOrNone(services)
  },
})

/** Lets calls wait, or has the network say busy to them. */
export const setWaiting = setting<{
  readonly on: boolean
  /** Bits of the classes it is for, 1-255; voice if not given. */
  readonly serviceClass?: number
}>({
  name: 'AT+CCWA network',
  source: '3GPP TS 27.007 7.12; Quectel EC2x AT Commands Manual V2.0, 11.2',
  example: 'AT+CCWA=1,1,1',
  text: ({ on, serviceClass = 1 }) => `AT+CCWA=1,${on ? 1 : 0},${integer(serviceClass, 1, 255)}`,
  limitMs: NETWORK_LIMIT_MS,
})

/** A second call arrives during a call: `+CCWA: "<number>",<type>,<class>[,"<alpha>"]`. */
export const callWaiting = urc({
  key: '+CCWA:',
  source: '3GPP TS 27.007 7.12; Quectel EC2x AT Commands Manual V2.0, 11.2',
  example: '+CCWA: "02154450293",129,1',
  isAnswer: isQueryAnswer,
  decode: line => {
    if (isQueryAnswer(line)) return null
    const [number, type] = lineFieldsOf(line)
    return { kind: 'call-waiting', ...numberField(number, type) }
  },
})
