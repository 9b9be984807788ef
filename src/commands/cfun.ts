import { command } from '../at/command.ts'
import { integerOf, lineFieldsOf } from '../at/fields.ts'

/** Asks how much of the module is switched on: 0 minimum, 1 full, 4 transmitters off; null where the answer has no number. */
export const functionalityLevel = command<void, number | null>({
  name: 'AT+CFUN?',
  source: '3GPP TS 27.007 8.2',
  example: ['AT+CFUN?', '+CFUN: 1', 'OK'],
  text: () => 'AT+CFUN?',
  claims: ['+CFUN:'],
  limitMs: 5_000,
  decode: ({ lines }) => integerOf(lineFieldsOf(lines[0] ?? '')[0]),
})
