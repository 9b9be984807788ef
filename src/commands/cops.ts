import { command } from '../at/command.ts'
import { integerOf, lineFieldsOf } from '../at/fields.ts'

/** The operator the module is registered with. */
export interface Operator {
  /** 0 chosen by the module, 1 by us, 2 deregistered, 4 by us and then by the module. */
  readonly selection: number
  /** A name, or five or six digits where the format is numeric; null when not registered. */
  readonly operator: string | null
  /** Access technology: 0 GSM, 2 UTRAN, 7 E-UTRAN, 13 NR; null if not given. */
  readonly technology: number | null
}

/** Asks for the operator; null where the answer cannot be read. */
export const currentOperator = command<void, Operator | null>({
  name: 'AT+COPS?',
  source: '3GPP TS 27.007 7.3',
  example: ['AT+COPS?', '+COPS: 0,0,"TELE2",7', 'OK'],
  text: () => 'AT+COPS?',
  claims: ['+COPS:'],
  limitMs: 180_000,
  decode: ({ lines }) => {
    const [mode, , operator, technology] = lineFieldsOf(lines[0] ?? '')
    const selection = integerOf(mode)
    if (selection === null || selection < 0 || selection > 4) return null
    return { selection, operator: operator || null, technology: integerOf(technology) }
  },
})
