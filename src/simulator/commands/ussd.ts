import type { Command, CommandContext } from '../at/command.ts'
import type { Outcome } from '../at/outcome.ts'
import type { Parameter } from '../at/parameters.ts'
import { decodeText, encodeText } from '../module/charset.ts'
import type { Module } from '../module/module.ts'
import { ussdAnswer } from '../network/ussd.ts'

const ussdMs = 1000

/** AT+CUSD (3GPP TS 27.007 7.15). */
export const ussdCommands: readonly Command[] = [
  {
    name: '+CUSD',
    test: '+CUSD: (0-2)',
    read: at => {
      at.say(`+CUSD: ${at.module.settings['+CUSD']}`)
      return 'OK'
    },
    set: setUssd,
  },
]

function setUssd({ module }: CommandContext, [n, text]: readonly Parameter[]): Outcome {
  if (!n || !/^[012]$/.test(n.text)) return 'ERROR'
  if (n.text === '2') {
    module.inUssdMenu = false
    return 'OK'
  }
  module.settings['+CUSD'] = Number(n.text)
  if (text) sendUssd(module, decodeText(text.text, module.charset))
  return 'OK'
}

/** Sends a code or a reply to the network; its answer comes as +CUSD a second later. */
export function sendUssd(module: Module, said: string): void {
  module.clock.setTimer(ussdMs, () => {
    if (!module.reachable()) return
    const answer = ussdAnswer(said, module.inUssdMenu, module.number)
    module.inUssdMenu = answer.mode === 1
    if (answer.mode === 4) module.urc('+CUSD: 4')
    else module.urc(`+CUSD: ${answer.mode},"${encodeText(answer.text, module.charset)}"${module.family.ussdGap},15`)
  })
}
