import { command, DEFAULT_LIMIT_MS } from '../at/command.ts'
import { integerOf, lineFieldsOf } from '../at/fields.ts'

/** The network as the module hears it. */
export interface NetworkInformation {
  /** As printed: `FDD LTE`, `EDGE`, `No Service`. */
  readonly technology: string
  /** Country and network code, five or six digits; null if not given. */
  readonly operator: string | null
  /** As printed: `LTE BAND 3`; null if not given. */
  readonly band: string | null
  readonly channel: number | null
}

/** Asks what network the module hears. A change from LTE to GSM or WCDMA while dialling is a CS fallback. */
export const networkInformation = command<void, NetworkInformation | null>({
  name: 'AT+QNWINFO',
  source: 'Quectel EC2x AT Commands Manual V2.0, 6.9',
  example: ['AT+QNWINFO', '+QNWINFO: "FDD LTE","46011","LTE BAND 3",1650', 'OK'],
  text: () => 'AT+QNWINFO',
  claims: ['+QNWINFO:'],
  limitMs: DEFAULT_LIMIT_MS,
  decode: ({ lines }) => {
    const [technology, operator, band, channel] = lineFieldsOf(lines[0] ?? '')
    if (!technology) return null
    return { technology, operator: operator || null, band: band || null, channel: integerOf(channel) }
  },
})
