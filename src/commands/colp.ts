import { setting } from '../at/command.ts'
import { lineFieldsOf } from '../at/fields.ts'
import { numberField } from './number-field.ts'
import { urc } from './urc.ts'

/** Off: with it on, Qualcomm modules keep ATD waiting until the far end answers. */
export const setConnectedLine = setting<boolean>({
  name: 'AT+COLP',
  source: '3GPP TS 27.007 7.8; Quectel EC2x AT Commands Manual V2.0, 11.6',
  example: 'AT+COLP=0',
  text: on => `AT+COLP=${on ? 1 : 0}`,
  limitMs: 15_000,
})

/** Whether the line answers AT+COLP?: a connected number has quotes or a type of three digits. */
const isAnswer = (line: string) => /^\+COLP: *\d{1,2}(,\d{1,2})?$/.test(line)

/** The number that answered: before or after the OK of ATD, and with UNISOC stacks empty. The call is connected. */
export const connectedLine = urc({
  key: '+COLP:',
  source: '3GPP TS 27.007 7.8; captures cap-ec25afx-mo-volte-answered-colp-tts, cap-tdscdma-mo-answered-colp',
  example: '+COLP: "15550000001",129,,,',
  isAnswer,
  decode: line => {
    if (isAnswer(line)) return null
    const [number, type] = lineFieldsOf(line)
    return { kind: 'connected-line', ...numberField(number, type) }
  },
})
