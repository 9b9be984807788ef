import { command, DEFAULT_LIMIT_MS, setting } from '../at/command.ts'
import { integerOf, parametersOf } from '../at/fields.ts'
import { urc } from './urc.ts'

const ringTypes = ['ASYNC', 'SYNC', 'REL ASYNC', 'REL SYNC', 'FAX', 'VOICE']

/** Plain `RING` (0) or `+CRING: VOICE` (1). */
export const setExtendedRing = setting<boolean>({
  name: 'AT+CRC',
  source: '3GPP TS 27.007 6.11',
  example: 'AT+CRC=0',
  text: on => `AT+CRC=${on ? 1 : 0}`,
})

/** Which of the two it is: 0 or 1; null if it cannot be read. Answered by the module alone, at once. */
export const extendedRingForm = command<void, number | null>({
  name: 'AT+CRC?',
  source: '3GPP TS 27.007 6.11',
  example: ['AT+CRC?', '+CRC: 1', 'OK'],
  text: () => 'AT+CRC?',
  claims: ['+CRC:'],
  limitMs: DEFAULT_LIMIT_MS,
  decode: ({ lines }) => integerOf(parametersOf(lines[0] ?? '')),
})

/** An incoming call rings. Repeated about every 6 s. V.250 6.3.4. */
export const ring = urc({
  key: 'RING',
  source: 'ITU-T V.250 6.3.4',
  example: 'RING',
  decode: () => ({ kind: 'ring', voice: true }),
})

/** The same with the kind of call. 27.007 6.11. */
export const extendedRing = urc({
  key: '+CRING:',
  source: '3GPP TS 27.007 6.11',
  example: '+CRING: VOICE',
  decode: line => {
    const type = parametersOf(line)
    return ringTypes.includes(type) ? { kind: 'ring', voice: type === 'VOICE', type } : null
  },
})
