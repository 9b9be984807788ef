import type { Command } from '../at/command.ts'
import { numberType } from '../module/number-type.ts'
import type { LegState } from '../network/leg.ts'

const states: Record<LegState, number> = {
  active: 0,
  held: 1,
  dialing: 2,
  alerting: 3,
  incoming: 4,
  waiting: 5,
  released: 6,
}

/** AT+CLCC (3GPP TS 27.007 7.18). */
export const listCallsCommands: readonly Command[] = [
  {
    name: '+CLCC',
    test: '',
    run: at => {
      const { voice, family } = at.module
      for (const context of voice.calls.contexts()) at.say(`+CLCC: ${context},1,0,1,0,"",128`)
      for (const { index, leg } of voice.calls.all()) {
        const direction = leg.direction === 'outgoing' ? 0 : 1
        const alpha = family.clccAlpha ? ',""' : ''
        at.say(
          `+CLCC: ${index},${direction},${states[leg.state]},0,${leg.multiparty ? 1 : 0},"${leg.number}",${numberType(leg.number)}${alpha}`,
        )
      }
      return 'OK'
    },
  },
]
