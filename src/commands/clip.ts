import { command, setting } from '../at/command.ts'
import { fieldsIn, lineFieldsOf } from '../at/fields.ts'
import { addressTypeOf } from './number-field.ts'
import { urc } from './urc.ts'

/** The network decides how long it takes. Quectel EC2x AT Commands Manual V2.0, 11.4. */
const NETWORK_LIMIT_MS = 15_000

/** Whether the line answers AT+CLIP?: an announced number has quotes or a type of three digits. */
const isAnswer = (line: string) => /^\+CLIP: *\d{1,2}(,\d{1,2})?$/.test(line)

/** Switches the presentation of the calling number on or off; lost at a restart. */
export const setCallingLine = setting<boolean>({
  name: 'AT+CLIP',
  source: '3GPP TS 27.007 7.6',
  example: 'AT+CLIP=1',
  text: on => `AT+CLIP=${on ? 1 : 0}`,
  limitMs: NETWORK_LIMIT_MS,
})

/** Whether calls show their number. */
export interface CallingLinePresentation {
  /** Whether the module announces it. */
  readonly announced: boolean
  /** Whether the network supplies it; null where it does not say. */
  readonly provisioned: boolean | null
}

/** Asks the network; null where the answer is none of 27.007. */
export const callingLinePresentation = command<void, CallingLinePresentation | null>({
  name: 'AT+CLIP?',
  source: '3GPP TS 27.007 7.6; Quectel EC2x AT Commands Manual V2.0, 11.4',
  example: ['AT+CLIP?', '+CLIP: 1,1', 'OK'],
  text: () => 'AT+CLIP?',
  claims: [{ prefix: '+CLIP:', when: isAnswer }],
  limitMs: NETWORK_LIMIT_MS,
  decode: ({ lines }) => {
    const [n = '', m = '', ...more] = lineFieldsOf(lines[0] ?? '')
    if (!/^[01]$/.test(n) || !/^[012]$/.test(m) || more.length > 0) return null
    return { announced: n === '1', provisioned: m === '2' ? null : m === '1' }
  },
})

/**
 * The calling number, with each ring or only the first. Between 2 and 6 parameters, any of them absent:
 * `+CLIP: "021510",129,,,"ALPHA",0`, `+CLIP: "",128,,,,1`. Validity: 0 valid, 1 withheld, 2 unavailable, 3 payphone,
 * 4 other; null if not given.
 */
export const callingLine = urc({
  key: '+CLIP:',
  source: '3GPP TS 27.007 7.6; captures cap-eg25g-mt-ring-ccinfo, cap-ec25afx-mt-answered-tts',
  example: '+CLIP: "+38900000001",145,,,,0',
  isAnswer,
  decode: line => {
    const fields = fieldsIn(line)
    const number = fields.text() ?? ''
    const numberType = addressTypeOf(fields.integer())
    const subaddress = fields.text()
    if (subaddress === undefined && isAnswer(line)) return null
    return {
      kind: 'calling-line',
      number,
      numberType,
      subaddress: subaddress ?? '',
      subaddressType: fields.text() ?? '',
      alpha: fields.text() ?? '',
      validity: fields.integer(),
    }
  },
})
