import type { Command, CommandContext } from '../at/command.ts'
import { later, type Outcome } from '../at/outcome.ts'
import { numberOf, type Parameter } from '../at/parameters.ts'
import { encodeText } from '../module/charset.ts'
import { isRegistered, type Registration } from '../module/radio.ts'
import { registrationLine } from '../module/registration-line.ts'
import { setting } from './setting.ts'

const operatorNames = ['Simulated Network', 'SIMNET', '00101']
const scanMs = 10_000
const selectMs = 1000

/** Registration and operator (3GPP TS 27.007 clauses 7 and 10; Quectel EC2x manual chapter 6). */
export const networkCommands: readonly Command[] = [
  registration('+CREG', 'circuit'),
  registration('+CGREG', 'packet'),
  registration('+CEREG', 'eps'),
  {
    name: '+COPS',
    read: at => {
      const { operatorFormat } = at.module.settings
      const name = encodeText(operatorNames[operatorFormat] ?? '', operatorFormat === 2 ? 'GSM' : at.module.charset)
      at.say(inService(at) ? `+COPS: 0,${operatorFormat},"${name}",7` : '+COPS: 0')
      return 'OK'
    },
    set: (at, [mode, format]) => selectOperator(at, mode, format),
    test: at =>
      later(at.module.clock, scanMs, () => {
        const names = operatorNames.map(name => `"${name}"`).join(',')
        at.say(`+COPS: (2,${names},7),,(0-4),(0-2)`)
        return 'OK'
      }),
  },
  {
    name: '+CSQ',
    test: '+CSQ: (0-31,99),(0-7,99)',
    run: at => {
      at.say(inService(at) ? '+CSQ: 24,99' : '+CSQ: 99,99')
      return 'OK'
    },
  },
  {
    name: '+QNWINFO',
    test: '',
    run: at => {
      at.say(inService(at) ? '+QNWINFO: "FDD LTE","00101","LTE BAND 3",1650' : '+QNWINFO: "No Service"')
      return 'OK'
    },
  },
  setting('+CVMOD', [0], 3),
  setting('+CTZR', [0], 2),
  setting('+CTZU', [0], 3),
]

function registration(name: '+CREG' | '+CGREG' | '+CEREG', domain: keyof Registration): Command {
  return {
    ...setting(name, [0], 2),
    read: at => {
      const mode = at.module.settings[name]
      at.say(`${name}: ${mode},${registrationLine(at.module.radio.registration[domain], mode === 2)}`)
      return 'OK'
    },
  }
}

function inService({ module }: CommandContext): boolean {
  return Object.values(module.radio.registration).some(isRegistered)
}

/** AT+COPS=3,2 chooses how names are shown; AT+COPS=0 finds the network anew, which takes a while. */
function selectOperator(
  { module }: CommandContext,
  mode: Parameter | undefined,
  format: Parameter | undefined,
): Outcome {
  const shown = numberOf(format)
  if (shown !== undefined && shown <= 2) module.settings.operatorFormat = shown
  switch (numberOf(mode)) {
    case 3:
      return 'OK'
    case 0:
    case 1:
    case 4:
      return later(module.clock, selectMs, () => 'OK')
    case 2:
      return { cme: 3 }
    default:
      return 'ERROR'
  }
}
