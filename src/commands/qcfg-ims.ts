import { command, DEFAULT_LIMIT_MS, setting } from '../at/command.ts'
import { numberOf } from '../at/command-line.ts'
import { lineFieldsOf } from '../at/fields.ts'

/** Who decides about IMS, in the order of the numbers: the operator's profile in the module, always on, always off. */
const imsModes = ['mbn', 'on', 'off'] as const
export type ImsMode = (typeof imsModes)[number]

/** Whether calls can go over LTE. */
export interface ImsState {
  readonly ims: ImsMode
  /** Whether the network takes voice calls over LTE now. */
  readonly volteReady: boolean
}

/** Asks whether calls can go over LTE; null where the answer is of another form. Qualcomm and UNISOC modules. */
export const imsState = command<void, ImsState | null>({
  name: 'AT+QCFG="ims" query',
  source: 'Quectel LTE Standard QCFG AT Commands Manual; capture cap-ec25afx-ims-force-and-cmux-refused',
  example: ['AT+QCFG="ims"', '+QCFG: "ims",0,1', 'OK'],
  text: () => 'AT+QCFG="ims"',
  claims: ['+QCFG: "ims"'],
  limitMs: DEFAULT_LIMIT_MS,
  decode: ({ lines }) => {
    const [, mode = '', ready = ''] = lineFieldsOf(lines[0] ?? '')
    const ims = /^\d$/.test(mode) ? imsModes[Number(mode)] : undefined
    return ims && /^[01]$/.test(ready) ? { ims, volteReady: ready === '1' } : null
  },
})

/** Decides about IMS. Kept over a restart and only then in force; on LTE-only networks calls fail without it. */
export const setIms = setting<ImsMode>({
  name: 'AT+QCFG="ims"',
  source: 'Quectel LTE Standard QCFG AT Commands Manual; capture cap-ec25afx-ims-force-and-cmux-refused',
  example: 'AT+QCFG="ims",1',
  text: mode => `AT+QCFG="ims",${numberOf(mode, imsModes)}`,
})
