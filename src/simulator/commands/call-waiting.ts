import type { Command, CommandContext } from '../at/command.ts'
import { later, type Outcome } from '../at/outcome.ts'
import { numberOf, type Parameter } from '../at/parameters.ts'
import { timing } from '../network/timing.ts'

/** How a family answers AT+CCWA=,2. */
export type WaitingStyle = 'active classes' | 'classes 1, 2 and 4'

/** AT+CCWA (3GPP TS 27.007 7.12): the first parameter is the URC, the second the service in the network. */
export function callWaiting(style: WaitingStyle): Command {
  return {
    name: '+CCWA',
    test: '+CCWA: (0,1)',
    read: at => {
      at.say(`+CCWA: ${at.module.settings['+CCWA']}`)
      return 'OK'
    },
    set: (at, parameters) => setWaiting(at, parameters, style),
  }
}

function setWaiting(at: CommandContext, [n, mode, classes]: readonly Parameter[], style: WaitingStyle): Outcome {
  const { module } = at
  const report = numberOf(n)
  if ((n && n.text !== '' && report === undefined) || (report ?? 0) > 1) return 'ERROR'
  const bits = numberOf(classes) ?? (style === 'active classes' ? 7 : 1)
  if (style !== 'active classes' && bits !== 1) return 'ERROR'
  if (report !== undefined) module.settings['+CCWA'] = report
  if (!mode) return 'OK'
  const { services } = module.voice.line
  return later(module.clock, timing.serviceMs, () => {
    switch (mode.text) {
      case '0':
        services.waiting &= ~bits
        return 'OK'
      case '1':
        // Only telephony is provisioned.
        services.waiting |= bits & 1
        return 'OK'
      case '2':
        for (const line of style === 'active classes'
          ? activeClasses(services.waiting)
          : threeClasses(services.waiting)) {
          at.say(line)
        }
        return 'OK'
      default:
        return 'ERROR'
    }
  })
}

function activeClasses(waiting: number): string[] {
  return waiting === 0 ? ['+CCWA: 0,7'] : ['+CCWA: 1,1']
}

function threeClasses(waiting: number): string[] {
  return [1, 2, 4].map(bit => `+CCWA: ${(waiting & bit) === 0 ? 0 : 1},${bit}`)
}
