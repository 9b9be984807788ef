import { integerOf, lineFieldsOf } from '../at/fields.ts'
import { urc } from './urc.ts'

/** A short message arrived and was stored. A voice driver does not read it; it must know the line as not its own. */
export const messageStored = urc({
  key: '+CMTI:',
  source: '3GPP TS 27.005 3.4.1',
  example: '+CMTI: "ME",41',
  decode: line => {
    const [memory, index] = lineFieldsOf(line)
    const number = integerOf(index)
    return memory && number !== null && number >= 0 ? { kind: 'message-stored', memory, index: number } : null
  },
})
