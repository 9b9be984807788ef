import { setting } from '../at/command.ts'
import { fieldsOf, integerOf, parametersOf } from '../at/fields.ts'
import { directionOf, indexOf, listStateOf } from './call-state.ts'
import { numberField } from './number-field.ts'
import { signalQuality } from './signal-quality.ts'
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
    const [name = '', ...values] = fieldsOf(parametersOf(line))
    const event = name.toLowerCase()
    switch (event) {
      case 'ccinfo':
        return callInformation(values)
      case 'csq':
        return values.length < 2 ? null : { kind: 'signal-quality' as const, ...signalQuality(values[0], values[1]) }
      case 'act':
        return values[0] ? accessTechnology(values[0]) : null
      default:
        return { kind: 'indication' as const, event, values }
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

function accessTechnology(value: string) {
  return { kind: 'access-technology' as const, value, technology: generations.get(value) ?? ('unknown' as const) }
}

function callInformation(values: readonly string[]) {
  const [id, dir, stat, mode, mpty, number, type] = values
  const direction = directionOf(integerOf(dir))
  const statNumber = integerOf(stat)
  const state = statNumber === -1 ? ('ended' as const) : listStateOf(statNumber)
  if (!direction || !state) return null
  return {
    kind: 'call-information' as const,
    index: indexOf(integerOf(id)),
    direction,
    state,
    mode: mode === '1' ? ('data' as const) : ('voice' as const),
    multiparty: mpty === '1',
    ...numberField(number, type),
  }
}
