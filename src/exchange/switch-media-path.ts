import type { Clock } from '../base/clock.ts'
import { CellvoiceError } from '../base/error.ts'
import { pause } from '../base/pause.ts'
import type { Modem } from '../calls/modem.ts'
import { type PcmPort, pcmPort, pcmPortForms, setPcmPort } from '../modem/module-commands.ts'
import type { MediaPath } from './media-path.ts'
import { nullOn } from './null-on.ts'

/** Some firmware takes AT+QPCMV only a while after the call is through. */
const RETRY_MS = 300
const MAX_TRIES = 5

/**
 * Lets the module carry the sound of calls over `path`, or over none, and looks whether it does.
 * @throws CellvoiceError NOT_SUPPORTED where the module has no such path; AT_ERROR, AT_TIMEOUT, PORT_LOST.
 */
export async function switchMediaPath(modem: Modem, clock: Clock, path: MediaPath | null): Promise<void> {
  if (path?.kind === 'external-card') return
  const port = path === null ? null : portOf(path)
  const offered = await modem.execute(pcmPortForms, undefined).catch(nullOn('AT_ERROR'))
  // Modules of the ASR family are a sound card all the time, without a command for it.
  if (offered === null && port !== 'usb-serial') return
  if (port !== null && !offered?.includes(port)) {
    throw new CellvoiceError('NOT_SUPPORTED', { detail: `AT+QPCMV does not offer ${port} on this module` })
  }
  await untilTaken(modem, clock, port)
  if ((await modem.execute(pcmPort, undefined)) !== port) {
    throw new CellvoiceError('AUDIO_DEVICE_FAILED', { detail: 'AT+QPCMV was taken, and AT+QPCMV? says otherwise' })
  }
}

function portOf(path: MediaPath): PcmPort {
  return path.kind === 'pcm-port' ? 'usb-serial' : 'usb-audio'
}

async function untilTaken(modem: Modem, clock: Clock, port: PcmPort | null): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await modem.execute(setPcmPort, port)
    } catch (error) {
      if (!CellvoiceError.is(error, 'AT_ERROR') || tries === MAX_TRIES) throw error
      await pause(clock, RETRY_MS)
    }
  }
}
