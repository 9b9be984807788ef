import { CellvoiceError } from '../../base/error.ts'
import type { Modem } from '../../calls/modem.ts'
import { sendKeys } from '../../exchange/legs/send-keys.ts'

/** The most symbols of one startDtmf. */
const MAX_SYMBOLS = 32

/** The tones and duration of a startDtmf that may be sent. @throws CellvoiceError INVALID_ARGUMENT saying what is wrong. */
function checkedDtmf(dtmf: unknown, durationMs: unknown): { readonly tones: string; readonly durationMs: number } {
  if (typeof dtmf !== 'string' || !/^[0-9A-D*#]+$/.test(dtmf) || dtmf.length > MAX_SYMBOLS) {
    throw new CellvoiceError('INVALID_ARGUMENT', { detail: `dtmf is not 1 to ${MAX_SYMBOLS} of 0-9 A-D * #` })
  }
  if (typeof durationMs !== 'number' || !Number.isInteger(durationMs) || durationMs < 100 || durationMs > 1000) {
    throw new CellvoiceError('INVALID_ARGUMENT', { detail: 'duration is not a whole number from 100 to 1000 ms' })
  }
  return { tones: dtmf, durationMs }
}

/**
 * Sends tones to the far end of the active call, as {@link sendKeys} does.
 * @throws CellvoiceError INVALID_ARGUMENT or WRONG_CALL_STATE (nothing was sent); AT_ERROR, AT_TIMEOUT, PORT_LOST.
 */
export async function sendDtmf(
  modem: Pick<Modem, 'calls' | 'execute' | 'profile'>,
  dtmf: unknown,
  duration: unknown,
): Promise<void> {
  const { tones, durationMs } = checkedDtmf(dtmf, duration)
  if (!modem.calls.some(call => call.state === 'active')) {
    throw new CellvoiceError('WRONG_CALL_STATE', {
      detail: 'no call is active',
      remedy: 'Send keys while a call is up.',
    })
  }
  await sendKeys(modem, tones, durationMs)
}
