import type { Command, CommandContext } from '../at/command.ts'
import type { Outcome } from '../at/outcome.ts'
import type { Parameter } from '../at/parameters.ts'
import type { UrcPort } from '../module/host-ports.ts'

const urcPorts: readonly UrcPort[] = ['usbat', 'usbmodem', 'uart1', 'all']

/** AT+QINDCFG, AT+QURCCFG and AT+QCFG (Quectel EC2x manual, chapters 2 and 8). */
export const vendorSettingCommands: readonly Command[] = [
  {
    name: '+QINDCFG',
    test: at => {
      for (const kind of at.module.family.indications) at.say(`+QINDCFG: "${kind}",(0,1),(0,1)`)
      return 'OK'
    },
    set: (at, parameters) => configureIndication(at, parameters),
  },
  {
    name: '+QURCCFG',
    test: '+QURCCFG: "urcport",("usbat","usbmodem","uart1","all")',
    set: (at, [key, port]) => {
      if (key?.text !== 'urcport') return 'ERROR'
      if (!port) {
        at.say(`+QURCCFG: "urcport","${at.module.ports.urcPort}"`)
        return 'OK'
      }
      const known = urcPorts.find(name => name === port.text)
      if (!known) return 'ERROR'
      at.module.ports.urcPort = known
      return 'OK'
    },
  },
  {
    name: '+QCFG',
    test: '+QCFG: "ims",(0-2)',
    set: (at, [key, value]) => {
      if (key?.text !== 'ims') return 'ERROR'
      const { module } = at
      if (!value) {
        at.say(`+QCFG: "ims",${module.settings.ims},1`)
        return 'OK'
      }
      if (!/^[012]$/.test(value.text)) return 'ERROR'
      module.settings.ims = Number(value.text)
      return 'OK'
    },
  },
]

function configureIndication(at: CommandContext, [kind, enable, store]: readonly Parameter[]): Outcome {
  const { family, indications } = at.module
  if (!kind || !family.indications.includes(kind.text)) return 'ERROR'
  if (!enable) {
    at.say(`+QINDCFG: "${kind.text}",${indications.has(kind.text) ? 1 : 0}`)
    return 'OK'
  }
  if (!/^[01]$/.test(enable.text)) return 'ERROR'
  at.module.setIndication(kind.text, enable.text === '1', store?.text === '1')
  return 'OK'
}
