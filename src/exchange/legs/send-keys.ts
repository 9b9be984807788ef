import { CellvoiceError } from '../../base/error.ts'
import type { Modem } from '../../calls/modem.ts'
import { MAX_TONES, sendTones } from '../../modem/module-commands.ts'

/**
 * Lets the network send keys to the far end of the active call, in pieces that one command takes. A module that refuses
 * the duration is given the keys without it: the manuals of ASR modules doubt its unit.
 * @param keys what {@link checkedKeys} has passed.
 * @throws CellvoiceError AT_ERROR, AT_TIMEOUT, PORT_LOST.
 */
export async function sendKeys(modem: Pick<Modem, 'execute' | 'profile'>, keys: string, toneMs: number): Promise<void> {
  const pieceLength = Math.min(MAX_TONES, modem.profile.quirks.vtsMaxSymbols?.value ?? MAX_TONES)
  // The command counts tenths of a second.
  let duration: { readonly durationMs?: number } = { durationMs: Math.round(toneMs / 100) * 100 }
  for (let at = 0; at < keys.length; at += pieceLength) {
    const tones = keys.slice(at, at + pieceLength)
    try {
      await modem.execute(sendTones, { tones, ...duration })
    } catch (error) {
      if (duration.durationMs === undefined || !CellvoiceError.is(error, 'AT_ERROR')) throw error
      duration = {}
      await modem.execute(sendTones, { tones })
    }
  }
}
