import { command, DEFAULT_LIMIT_MS } from '../at/command.ts'
import { lineFieldsOf } from '../at/fields.ts'
import { type NumberField, numberField } from './number-field.ts'

/** A number of our own, as the SIM knows it; many SIMs know none. */
export interface OwnNumber extends NumberField {
  /** The name the SIM gives to the number; '' where it gives none. */
  readonly alpha: string
}

/** The numbers of the subscription, where the operator wrote them on the SIM. */
export const ownNumbers = command<void, readonly OwnNumber[]>({
  name: 'AT+CNUM',
  source: '3GPP TS 27.007 7.1',
  example: ['AT+CNUM', '+CNUM: "Line 1","+441632960961",145', 'OK'],
  text: () => 'AT+CNUM',
  claims: ['+CNUM:'],
  limitMs: DEFAULT_LIMIT_MS,
  decode: ({ lines }) => lines.map(ownNumberOf),
})

function ownNumberOf(line: string): OwnNumber {
  const [alpha = '', number, type] = lineFieldsOf(line)
  return { alpha, ...numberField(number, type) }
}
