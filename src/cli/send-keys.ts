import type { Modem } from '../index.ts'
import type { Run } from './run.ts'
import { withVoiceCall } from './with-voice-call.ts'

/** Sends tones of `ms` milliseconds each in the active call, and says so. @throws CellvoiceError as `startDtmf` gave it. */
export function sendKeys(run: Run, modem: Modem, keys: string, ms: number): Promise<void> {
  return withVoiceCall(run, modem, async (voiceCall, succeed) => {
    succeed(await voiceCall.startDtmf(keys, ms))
    run.printer.say({ event: 'dtmf', sent: keys, ms }, `sent ${keys}`)
  })
}
