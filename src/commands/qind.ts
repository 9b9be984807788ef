import { setting } from '../at/command.ts'
import { type Fields, fieldsIn, integerOf } from '../at/fields.ts'
import { directionOf, indexOf, listStateOf } from './call-state.ts'
import { addressTypeOf } from './number-field.ts'
import { levelOf } from './signal-quality.ts'
import { urc } from './urc.ts'

/** Switches the call information of `+QIND` on or off, without saving it. Qualcomm-based modules. */
export const setCallInformation = setting<boolean>({
  name: 'AT+QINDCFG',
  source: 'Quectel EC2x AT Commands Manual V2.0, 4.3',
  example: 'AT+QINDCFG="ccinfo",1,0',
  text: on => `AT+QINDCFG="ccinfo",${on ? 1 : 0},0`,
})

/**
 * `+QIND` carries several indications. Call information has the states of the list of calls, and -1 for released; signal
 * quality is as AT+CSQ tells it; others are passed on by name: `+QIND: SMS DONE`.
 */
export const indication = urc({
  key: '+QIND:',
  source: 'Quectel EC2x AT Commands Manual V2.0, 4.3; captures cap-ec25-mt-missed-ccinfo, cap-eg25g-mt-ring-ccinfo',
  example: '+QIND: "ccinfo",2,1,4,0,0,"+38900000001",145',
  decode: line => {
    const fields = fieldsIn(line)
    const event = (fields.text() ?? '').toLowerCase()
    switch (event) {
      case 'ccinfo':
        return callInformation(fields)
      case 'csq':
        return quality(fields)
      case 'act':
        return accessTechnology(fields.text())
      default:
        return { kind: 'indication' as const, event, values: fields.rest() }
    }
  },
})

/** The generation behind each name; `UNKNOWN` stands for not registered. */
const generations: ReadonlyMap<string, '2G' | '3G' | '4G'> = new Map([
  ['GSM', '2G'],
  ['EGPRS', '2G'],
  ['CDMA', '2G'],
  ['WCDMA', '3G'],
  ['HSDPA', '3G'],
  ['HSUPA', '3G'],
  ['HSDPA&HSUPA', '3G'],
  ['TD-SCDMA', '3G'],
  ['HDR', '3G'],
  ['EVDO', '3G'],
  ['LTE', '4G'],
])

function accessTechnology(value: string | undefined) {
  if (!value) return null
  return { kind: 'access-technology' as const, value, technology: generations.get(value) ?? ('unknown' as const) }
}

function quality(fields: Fields) {
  const rssi = fields.integer()
  const ber = fields.text()
  if (ber === undefined) return null
  return { kind: 'signal-quality' as const, rssi: levelOf(rssi), ber: levelOf(integerOf(ber)) }
}

function callInformation(fields: Fields) {
  const index = indexOf(fields.integer())
  const direction = directionOf(fields.integer())
  const stat = fields.integer()
  const state = stat === -1 ? ('ended' as const) : listStateOf(stat)
  if (!direction || !state) return null
  return {
    kind: 'call-information' as const,
    index,
    direction,
    state,
    mode: fields.text() === '1' ? ('data' as const) : ('voice' as const),
    multiparty: fields.text() === '1',
    number: fields.text() ?? '',
    numberType: addressTypeOf(fields.integer()),
  }
}
