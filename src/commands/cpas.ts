import { command, DEFAULT_LIMIT_MS } from '../at/command.ts'
import { integerOf, parametersOf } from '../at/fields.ts'

/** What the module is doing: 0 ready, 2 unknown, 3 ringing, 4 call in progress; null if it cannot be read. */
export const activityStatus = command<void, number | null>({
  name: 'AT+CPAS',
  source: '3GPP TS 27.007 8.1; Quectel EC2x AT Commands Manual V2.0, 4.1',
  example: ['AT+CPAS', '+CPAS: 4', 'OK'],
  text: () => 'AT+CPAS',
  claims: ['+CPAS:'],
  limitMs: DEFAULT_LIMIT_MS,
  decode: ({ lines }) => integerOf(parametersOf(lines[0] ?? '')),
})
