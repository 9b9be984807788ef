import { exitCodes } from './exit-codes.ts'
import type { PortOptions } from './port-line.ts'
import type { Run } from './run.ts'
import { withSession } from './session.ts'
import { withVoiceCall } from './with-voice-call.ts'

/** Sets the call volume if one is given, and shows what it is then. */
export function volume(run: Run, wanted: number | undefined, options: PortOptions): Promise<number> {
  return withSession(run, options, async ({ modem }) => {
    await withVoiceCall(run, modem, async (voiceCall, succeed) => {
      if (wanted !== undefined) succeed(await voiceCall.setVolume(wanted))
      const now = succeed(await voiceCall.getVolume())
      run.printer.say({ event: 'volume', volume: now }, `volume ${now} of 11`)
    })
    return exitCodes.success.code
  })
}
