import { CellvoiceError, type Modem, VoiceCall } from '../index.ts'
import type { Run } from './run.ts'

/** Lets `use` work with a voiceCall on the modem, and takes it off again; a function that gave -1 throws its reason. */
export async function withVoiceCall(
  run: Run,
  modem: Modem,
  use: (voiceCall: VoiceCall, succeed: <T>(result: T | -1) => T) => Promise<void>,
): Promise<void> {
  const voiceCall = new VoiceCall(modem, { clock: run.clock, logger: run.logger })
  const succeed = <T>(result: T | -1): T => {
    if (result === -1) throw voiceCall.lastError ?? new CellvoiceError('AT_ERROR')
    return result as T
  }
  try {
    await use(voiceCall, succeed)
  } finally {
    voiceCall.close()
  }
}
