import type { Command } from '../at/command.ts'
import { readSimFile } from '../module/sim-files.ts'
import { setting } from './setting.ts'

const charsets = ['GSM', 'IRA', 'UCS2']

/** What general-purpose clients ask before they use a module: character set, card files, messages, data contexts. */
export const clientCommands: readonly Command[] = [
  {
    name: '+CSCS',
    test: `+CSCS: (${charsets.map(name => `"${name}"`).join(',')})`,
    read: at => {
      at.say(`+CSCS: "${at.module.charset}"`)
      return 'OK'
    },
    set: (at, [name]) => {
      if (!name || !charsets.includes(name.text)) return 'ERROR'
      at.module.charset = name.text
      return 'OK'
    },
  },
  {
    name: '+CRSM',
    test: '',
    set: (at, [command, file]) => {
      if (at.module.sim.fault !== undefined) return { cme: at.module.sim.fault }
      at.say(`+CRSM: ${readSimFile(at.module.sim, Number(command?.text), Number(file?.text))}`)
      return 'OK'
    },
  },
  setting('+CMGF', [0, 1]),
  setting('+CSDH', [0, 1]),
  {
    name: '+CSMS',
    test: '+CSMS: (0,1)',
    read: at => {
      at.say('+CSMS: 0,1,1,1')
      return 'OK'
    },
    set: at => {
      at.say('+CSMS: 1,1,1')
      return 'OK'
    },
  },
  {
    name: '+CPMS',
    test: '+CPMS: ("SM","ME"),("SM","ME"),("SM","ME")',
    read: at => {
      at.say('+CPMS: "ME",0,50,"ME",0,50,"ME",0,50')
      return 'OK'
    },
    set: at => {
      at.say('+CPMS: 0,50,0,50,0,50')
      return 'OK'
    },
  },
  { name: '+CNMI', test: '+CNMI: (0-2),(0-3),(0,2),(0-2),(0,1)', set: () => 'OK' },
  { name: '+CMGL', test: '+CMGL: (0-4)', run: () => 'OK', set: () => 'OK' },
  {
    name: '+CSCA',
    test: '',
    read: at => {
      at.say('+CSCA: "+15550199999",145')
      return 'OK'
    },
  },
  {
    name: '+CGATT',
    test: '+CGATT: (0,1)',
    read: at => {
      at.say(`+CGATT: ${at.module.reachable() ? 1 : 0}`)
      return 'OK'
    },
  },
]
