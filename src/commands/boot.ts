import { integerOf, lineFieldsOf } from '../at/fields.ts'
import { urc } from './urc.ts'

/** Lines a module prints as it starts or stops. Captures cap-eg25g-boot-urcs-a and -b. */
const source = 'Quectel EC2x AT Commands Manual V2.0, 15.6; captures cap-eg25g-boot-urcs'

/** The module has started and takes commands. */
export const ready = urc({ key: 'RDY', source, example: 'RDY', decode: () => ({ kind: 'boot', line: 'RDY' }) })

/** The same, as some firmware says it. */
export const applicationReady = urc({
  key: 'APP RDY',
  source: 'QuecPython and older Quectel firmware',
  example: 'APP RDY',
  decode: () => ({ kind: 'boot', line: 'APP RDY' }),
})

/** The module is about to switch off. */
export const poweredDown = urc({
  key: 'POWERED DOWN',
  source,
  example: 'POWERED DOWN',
  decode: () => ({ kind: 'powered-down', powerDown: 'immediate' }),
})

/** The same after a press of the power key, on older firmware. */
export const normalPowerDown = urc({
  key: 'NORMAL POWER DOWN',
  source,
  example: 'NORMAL POWER DOWN',
  decode: () => ({ kind: 'powered-down', powerDown: 'normal' }),
})

/** The level of functionality after a start or a change: 0 minimum, 1 full, 4 radio off. */
export const functionality = urc({
  key: '+CFUN:',
  source,
  example: '+CFUN: 1',
  decode: line => {
    const level = integerOf(lineFieldsOf(line)[0])
    return level === null ? null : { kind: 'functionality', level }
  },
})
