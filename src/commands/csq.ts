import { command, DEFAULT_LIMIT_MS } from '../at/command.ts'
import { lineFieldsOf } from '../at/fields.ts'
import { type SignalQuality, signalQuality } from './signal-quality.ts'

/** Asks how well the network is heard; null where there is no answer to read. */
export const signalStrength = command<void, SignalQuality | null>({
  name: 'AT+CSQ',
  source: '3GPP TS 27.007 8.5',
  example: ['AT+CSQ', '+CSQ: 18,99', 'OK'],
  text: () => 'AT+CSQ',
  claims: ['+CSQ:'],
  limitMs: DEFAULT_LIMIT_MS,
  decode: ({ lines: [line] }) => {
    if (line === undefined) return null
    const [rssi, ber] = lineFieldsOf(line)
    return signalQuality(rssi, ber)
  },
})
