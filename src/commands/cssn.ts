import { setting } from '../at/command.ts'
import { integerOf, lineFieldsOf } from '../at/fields.ts'
import { urc } from './urc.ts'

/** Switches supplementary service notifications on or off; lost at a restart. */
export const setServiceNotifications = setting<boolean>({
  name: 'AT+CSSN',
  source: '3GPP TS 27.007 7.17',
  example: 'AT+CSSN=1,1',
  text: on => (on ? 'AT+CSSN=1,1' : 'AT+CSSN=0,0'),
})

/** What the network says of an outgoing call: 0 and 1 forwarding is active, 2 forwarded, 3 waiting, 5 barred. */
export const outgoingNotification = urc({
  key: '+CSSI:',
  source: '3GPP TS 27.007 7.17',
  example: '+CSSI: 3',
  decode: line => notification('outgoing-notification', line),
})

/** What the network says during a call: 0 was forwarded here, 2 held by the far end, 3 retrieved, 5 held call released. */
export const callNotification = urc({
  key: '+CSSU:',
  source: '3GPP TS 27.007 7.17',
  example: '+CSSU: 2',
  decode: line => notification('call-notification', line),
})

function notification<const Kind extends string>(kind: Kind, line: string) {
  const code = integerOf(lineFieldsOf(line)[0])
  return code === null ? null : { kind, code }
}
