import type { Command, CommandContext } from '../at/command.ts'
import type { Outcome } from '../at/outcome.ts'

/** The card (3GPP TS 27.007 8.3; Quectel EC2x manual chapter 5). */
export const simCommands: readonly Command[] = [
  {
    name: '+CPIN',
    test: '',
    read: at => {
      const { sim } = at.module
      if (sim.state === 'absent') return { cme: 10 }
      at.say(`+CPIN: ${sim.text}`)
      return 'OK'
    },
    set: (at, [first, second]) => enterPin(at, first?.text ?? '', second?.text),
  },
  {
    name: '+QSIMSTAT',
    test: '+QSIMSTAT: (0,1)',
    read: at => {
      at.say(`+QSIMSTAT: ${at.module.settings['+QSIMSTAT']},${at.module.sim.state === 'absent' ? 0 : 1}`)
      return 'OK'
    },
    set: (at, [enable]) => {
      if (enable?.text !== '0' && enable?.text !== '1') return 'ERROR'
      at.module.settings['+QSIMSTAT'] = Number(enable.text)
      return 'OK'
    },
  },
  {
    name: '+QINISTAT',
    test: '+QINISTAT: (0-7)',
    run: at => {
      at.say(`+QINISTAT: ${at.module.initialised}`)
      return 'OK'
    },
  },
]

function enterPin({ module }: CommandContext, first: string, second: string | undefined): Outcome {
  const { sim } = module
  switch (sim.state) {
    case 'absent':
      return { cme: 10 }
    case 'ready':
      return { cme: 3 }
    case 'pin':
      if (!sim.checkPin(first)) return { cme: sim.fault === 12 ? 12 : 16 }
      break
    case 'puk':
      if (second === undefined || !sim.unblock(first, second)) return { cme: 16 }
  }
  sim.state = 'ready'
  module.urc('+CPIN: READY')
  module.cardChanged()
  return 'OK'
}
