import type { Command } from '../at/command.ts'
import { causeText } from '../families/cause-texts.ts'
import type { Module } from '../module/module.ts'

/** The location of a cause the circuit-switched network gave, in the manual's table of +CEER. */
const networkCause = 1

/** AT+CEER (3GPP TS 27.007 6.10): the last clearing in the family's words, or by the mode where there is one. */
export const releaseCauseCommands: readonly Command[] = [
  {
    name: '+CEER',
    test: at => {
      if (at.module.ceerModes) at.say('+CEER: (0,1)')
      return 'OK'
    },
    run: at => {
      const { module } = at
      at.say(module.ceerModes ? byMode(module) : module.family.ceer(module.voice.lastClearing))
      return 'OK'
    },
    set: (at, [mode]) => {
      if (!at.module.ceerModes || !/^[01]$/.test(mode?.text ?? '')) return 'ERROR'
      at.module.settings.ceerMode = Number(mode?.text)
      return 'OK'
    },
  },
]

/** `+CEER:1,17` or `+CEER:1,User busy`, without a blank, as the EC200U manual has it. */
function byMode({ settings, voice }: Module): string {
  const { lastClearing } = voice
  if (!lastClearing) return '+CEER:0,0'
  return `+CEER:${networkCause},${settings.ceerMode === 0 ? lastClearing.cause : causeText(lastClearing)}`
}
