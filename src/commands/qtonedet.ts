import { setting } from '../at/command.ts'
import { integerOf, parametersOf } from '../at/fields.ts'
import { urc } from './urc.ts'

/** Switches the tone detector of the module on or off; lost at a restart. */
export const setToneDetection = setting<boolean>({
  name: 'AT+QTONEDET',
  source: 'Quectel EC2x AT Commands Manual V2.0, 12.13',
  example: 'AT+QTONEDET=1',
  text: on => `AT+QTONEDET=${on ? 1 : 0}`,
})

/** A key the far end pressed, as its ASCII number: 48-57 digits, 65-68 A-D, 42 `*`, 35 `#`. */
export const toneDetected = urc({
  key: '+QTONEDET:',
  source: 'Quectel EC2x AT Commands Manual V2.0, 12.13; transcript rec-dtmf-detect-in-call',
  example: '+QTONEDET: 49',
  isAnswer: line => /^\+QTONEDET: *[01]$/.test(line),
  decode: line => {
    const tone = String.fromCharCode(integerOf(parametersOf(line)) ?? 0)
    return /^[0-9A-D*#]$/.test(tone) ? { kind: 'tone', tone } : null
  },
})
