import type { Command } from '../at/command.ts'
import { setting } from './setting.ts'

/** AT+CMUT as in the Quectel EC2x&EG9x&EG2x-G&EM05 AT Commands Manual V2.0, 12.3: refused without a call. */
export const mutingDuringCalls: Command = {
  ...setting('+CMUT', [0, 1]),
  set: (at, [parameter]) => {
    if (!/^[01]$/.test(parameter?.text ?? '')) return 'ERROR'
    if (at.module.voice.calls.all().length === 0) return { cme: 3 }
    at.module.settings['+CMUT'] = Number(parameter?.text)
    return 'OK'
  },
}
