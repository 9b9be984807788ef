import { command } from '../at/command.ts'
import { integerOf, lineFieldsOf } from '../at/fields.ts'

/** An operator's profile in the module, which decides about VoLTE among others. */
export interface OperatorProfile {
  readonly index: number
  readonly selected: boolean
  readonly activated: boolean
  readonly name: string
  /** As printed: `0x05010141`. */
  readonly version: string
  /** As printed: `202004091`. */
  readonly date: string
}

/** The operators' profiles in the module. Qualcomm-based modules. */
export const operatorProfiles = command<void, readonly OperatorProfile[]>({
  name: 'AT+QMBNCFG="List"',
  source: 'Quectel EC2x AT Commands Manual V2.0, 4.4.1',
  example: ['AT+QMBNCFG="List"', '+QMBNCFG: "List",2,0,0,"hVoLTE-Verizon",0x05010141,202004091', 'OK'],
  text: () => 'AT+QMBNCFG="List"',
  claims: ['+QMBNCFG:'],
  limitMs: 5_000,
  decode: ({ lines }) => lines.map(profileOf).filter(profile => profile !== null),
})

function profileOf(line: string): OperatorProfile | null {
  const [, index, selected, activated, name = '', version = '', date = ''] = lineFieldsOf(line)
  const number = integerOf(index)
  if (number === null || name === '') return null
  return { index: number, selected: selected === '1', activated: activated === '1', name, version, date }
}
