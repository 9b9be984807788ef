import { command, DEFAULT_LIMIT_MS } from '../at/command.ts'
import { lineFieldsOf } from '../at/fields.ts'

/** The numbers that the module dials as emergency calls, whatever else they may be. */
export interface EmergencyNumbers {
  /** Without a SIM. */
  readonly noSim: readonly string[]
  /** With a SIM. */
  readonly sim: readonly string[]
}

/** Asks for them: two lines, the first field telling which list it is. */
export const emergencyNumbers = command<void, EmergencyNumbers>({
  name: 'AT+QECCNUM?',
  source: 'Quectel EC2x AT Commands Manual V2.0, 7.20',
  example: ['AT+QECCNUM?', '+QECCNUM: 0,"112","999"', '+QECCNUM: 1,"112"', 'OK'],
  text: () => 'AT+QECCNUM?',
  claims: ['+QECCNUM:'],
  limitMs: DEFAULT_LIMIT_MS,
  decode: ({ lines }) => ({ noSim: numbersOf('0', lines), sim: numbersOf('1', lines) }),
})

function numbersOf(list: '0' | '1', lines: readonly string[]): readonly string[] {
  return lines.flatMap(line => {
    const [type, ...numbers] = lineFieldsOf(line)
    return type === list ? numbers.filter(number => number !== '') : []
  })
}
