import { command, setting } from '../at/command.ts'
import { quoted } from '../at/command-line.ts'
import { parametersOf } from '../at/fields.ts'
import { urc } from './urc.ts'

/** How a USSD dialogue stands after a message of the network, in the order of `<m>`. 27.007 7.15. */
const sessionStates = ['done', 'reply-expected', 'released', 'other-client', 'not-supported', 'timed-out'] as const

/**
 * Sends a USSD code or the reply to a menu; OK only means that it was sent, the answer comes as {@link ussdMessage}.
 * Coding scheme 15 is the GSM alphabet (23.038).
 */
export const sendUssd = command<string, void>({
  name: 'AT+CUSD',
  source: '3GPP TS 27.007 7.15; Quectel EC2x AT Commands Manual V2.0, 11.8',
  example: ['AT+CUSD=1,"*100#",15', 'OK'],
  text: message => `AT+CUSD=1,${quoted(message, 182)},15`,
  claims: [],
  limitMs: 120_000,
  decode: () => {},
})

/** Ends the USSD dialogue. */
export const cancelUssd = setting<void>({
  name: 'AT+CUSD=2',
  source: '3GPP TS 27.007 7.15',
  example: 'AT+CUSD=2',
  text: () => 'AT+CUSD=2',
  limitMs: 120_000,
})

/**
 * What the network says: `+CUSD: <m>[,"<text>"[,<dcs>]]`. The text may hold line ends, commas and quotes: it goes to the
 * last quote of the line. It is passed on as it came; `dcs` (23.038) tells how to read it.
 */
export const ussdMessage = urc({
  key: '+CUSD:',
  source: '3GPP TS 27.007 7.15',
  example: '+CUSD: 1,"Play 24 Menu\r\n1 Konto\r\n2 Uslugi",15',
  multiline: true,
  decode: line => {
    const match = /^([0-5])(?: *, *"(.*)"(?: *, *(\d{1,3}))?)?$/s.exec(parametersOf(line))
    const state = sessionStates[Number(match?.[1])]
    if (!match || !state) return null
    return {
      kind: 'ussd' as const,
      state,
      text: match[2] ?? null,
      dcs: match[3] === undefined ? null : Number(match[3]),
    }
  },
})
