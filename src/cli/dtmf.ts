import { exitCodes } from './exit-codes.ts'
import type { PortOptions } from './port-line.ts'
import type { Run } from './run.ts'
import { withSession } from './session.ts'
import { withVoiceCall } from './with-voice-call.ts'

/** What `cellvoice dtmf` takes besides the keys. */
export interface DtmfOptions extends PortOptions {
  readonly ms: number
}

/** Sends tones in the call that is up. */
export function dtmf(run: Run, keys: string, options: DtmfOptions): Promise<number> {
  return withSession(run, options, async ({ modem }) => {
    await withVoiceCall(run, modem, async (voiceCall, succeed) => {
      succeed(await voiceCall.startDtmf(keys, options.ms))
      run.printer.say({ event: 'dtmf', sent: keys, ms: options.ms }, `sent ${keys}`)
    })
    return exitCodes.success.code
  })
}
