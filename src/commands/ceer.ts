import { command, DEFAULT_LIMIT_MS } from '../at/command.ts'
import { parametersOf } from '../at/fields.ts'

/**
 * Why the last call ended, as text: a phrase on Qualcomm modules, a result word on UNISOC ones, `<loc>,<cause>` on newer
 * ones. Only right when asked before anything else happens.
 */
export const extendedErrorReport = command<void, string>({
  name: 'AT+CEER',
  source: '3GPP TS 27.007 6.10; Quectel EC2x AT Commands Manual V2.0, 4.2',
  example: ['AT+CEER', '+CEER: BUSY', 'OK'],
  text: () => 'AT+CEER',
  claims: ['+CEER:'],
  limitMs: DEFAULT_LIMIT_MS,
  urgent: true,
  decode: ({ lines }) => lines.map(parametersOf).join(' '),
})
