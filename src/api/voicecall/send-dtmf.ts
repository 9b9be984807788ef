import { CellvoiceError } from '../../base/error.ts'
import type { Modem } from '../../calls/modem.ts'
import { MAX_TONES, sendTones } from '../../modem/module-commands.ts'

/** The most symbols of one startDtmf. */
const MAX_SYMBOLS = 32

/** The tones and duration of a startDtmf that may be sent. @throws CellvoiceError INVALID_ARGUMENT saying what is wrong. */
export function checkedDtmf(
  dtmf: unknown,
  durationMs: unknown,
): { readonly tones: string; readonly durationMs: number } {
  if (typeof dtmf !== 'string' || !/^[0-9A-D*#]+$/.test(dtmf) || dtmf.length > MAX_SYMBOLS) {
    throw new CellvoiceError('INVALID_ARGUMENT', { detail: `dtmf is not 1 to ${MAX_SYMBOLS} of 0-9 A-D * #` })
  }
  if (typeof durationMs !== 'number' || !Number.isInteger(durationMs) || durationMs < 100 || durationMs > 1000) {
    throw new CellvoiceError('INVALID_ARGUMENT', { detail: 'duration is not a whole number from 100 to 1000 ms' })
  }
  // The command counts tenths of a second.
  return { tones: dtmf, durationMs: Math.round(durationMs / 100) * 100 }
}

/**
 * Sends tones to the far end of the active call, in pieces that one command takes. A module that refuses the duration is
 * given the tones without it (the manuals of ASR modules doubt its unit).
 * @throws CellvoiceError INVALID_ARGUMENT or WRONG_CALL_STATE (nothing was sent); AT_ERROR, AT_TIMEOUT, PORT_LOST.
 */
export async function sendDtmf(
  modem: Pick<Modem, 'calls' | 'execute' | 'profile'>,
  dtmf: unknown,
  duration: unknown,
): Promise<void> {
  const { tones, durationMs } = checkedDtmf(dtmf, duration)
  if (!modem.calls.some(call => call.state === 'active')) {
    throw new CellvoiceError('WRONG_CALL_STATE', { detail: 'no call is active' })
  }
  const pieceLength = Math.min(MAX_TONES, modem.profile.quirks.vtsMaxSymbols?.value ?? MAX_TONES)
  let withDuration = true
  for (let at = 0; at < tones.length; at += pieceLength) {
    const piece = tones.slice(at, at + pieceLength)
    if (withDuration && (await takes(modem, piece, durationMs))) continue
    withDuration = false
    await modem.execute(sendTones, { tones: piece })
  }
}

/** Whether the module took the tones with their duration; other trouble than a refusal is the caller's. */
async function takes(modem: Pick<Modem, 'execute'>, tones: string, durationMs: number): Promise<boolean> {
  try {
    await modem.execute(sendTones, { tones, durationMs })
    return true
  } catch (error) {
    if (CellvoiceError.is(error, 'AT_ERROR')) return false
    throw error
  }
}
