import { command, setting } from '../at/command.ts'
import { quoted } from '../at/command-line.ts'
import { integerOf, parametersOf } from '../at/fields.ts'
import { CellvoiceError } from '../base/error.ts'
import { urc } from './urc.ts'

const source = 'Quectel EC2x AT Commands Manual V2.0, 12.21'
/** The longest text: 543 bytes of UCS2 in hexadecimal digits, four a character. */
export const MAX_SPOKEN_CHARACTERS = 135
const SPEAK_LIMIT_MS = 3_000

/** Speaks a text to the far end with the voice of the module. Only during a call. */
export const speakToFarEnd = command<string, void>({
  name: 'AT+QWTTS',
  source,
  example: ['AT+QWTTS=1,1,1,"00480069"', 'OK'],
  text(spoken) {
    if (typeof spoken !== 'string' || spoken.length === 0 || spoken.length > MAX_SPOKEN_CHARACTERS) {
      throw new CellvoiceError('INVALID_ARGUMENT', {
        detail: `a text to speak has 1-${MAX_SPOKEN_CHARACTERS} characters`,
      })
    }
    return `AT+QWTTS=1,1,1,${quoted(ucs2Hex(spoken), 4 * MAX_SPOKEN_CHARACTERS)}`
  },
  claims: [],
  limitMs: SPEAK_LIMIT_MS,
  decode: () => {},
})

/** Stops what {@link speakToFarEnd} began. */
export const stopSpeaking = setting<void>({
  name: 'AT+QWTTS=0',
  source,
  example: 'AT+QWTTS=0',
  text: () => 'AT+QWTTS=0',
  limitMs: SPEAK_LIMIT_MS,
})

/** The text was spoken (0), or something else made an end of it. */
export const speakingEnded = urc({
  key: '+QWTTS:',
  source,
  example: '+QWTTS: 0',
  decode: line => {
    const code = integerOf(parametersOf(line))
    return code === null ? null : { kind: 'speaking-ended', complete: code === 0 }
  },
})

function ucs2Hex(text: string): string {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index).toString(16).padStart(4, '0'))
    .join('')
    .toUpperCase()
}
