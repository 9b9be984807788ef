import type { Command, CommandContext } from '../at/command.ts'
import { later, type Outcome } from '../at/outcome.ts'
import { numberOf } from '../at/parameters.ts'
import { setting } from './setting.ts'

const resetDelayMs = 500
const powerDownMs = 2000

/** Power, activity and the line itself (3GPP TS 27.007 clause 8; Quectel EC2x manual chapter 2). */
export const equipmentCommands: readonly Command[] = [
  setting('+CMEE', [0], 2),
  setting('+IPR', [0, 4800, 9600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600, 1_000_000, 3_000_000]),
  {
    name: '+CFUN',
    test: '+CFUN: (0,1,4),(0,1)',
    read: at => {
      at.say(`+CFUN: ${at.module.radio.functionality}`)
      return 'OK'
    },
    set: (at, [functionality, reset]) => setFunctionality(at, numberOf(functionality), numberOf(reset) === 1),
  },
  {
    name: '+CPAS',
    test: '+CPAS: (0,3,4)',
    run: at => {
      const { calls } = at.module.voice
      const ringing = calls.in('incoming').length > 0
      at.say(`+CPAS: ${ringing ? 3 : calls.all().length > 0 ? 4 : 0}`)
      return 'OK'
    },
  },
  { name: '+QPOWD', test: '+QPOWD: (0,1)', run: powerDown, set: powerDown },
  {
    name: '+CCLK',
    test: '',
    read: at => {
      at.say('+CCLK: "24/01/01,12:00:00+00"')
      return 'OK'
    },
  },
]

function setFunctionality({ module }: CommandContext, functionality: number | undefined, reset: boolean): Outcome {
  if (functionality !== 0 && functionality !== 1 && functionality !== 4) return 'ERROR'
  if (reset) {
    // The OK goes out before the module does.
    module.clock.setTimer(resetDelayMs, () => module.restart())
    return 'OK'
  }
  return later(module.clock, resetDelayMs, () => {
    module.setFunctionality(functionality)
    return 'OK'
  })
}

function powerDown({ module }: CommandContext): Outcome {
  module.clock.setTimer(powerDownMs, () => {
    module.urc('POWERED DOWN')
    module.powerOff()
  })
  return 'OK'
}
