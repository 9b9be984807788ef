import type { Logger } from '../../base/logger.ts'
import type { Leg } from '../leg.ts'

/** How long a key sounds that is passed on: networks want 65 ms or more, and the command counts tenths of a second. */
const TONE_MS = 100
/** Keys that may wait while the far end is given those before. */
const MAX_WAITING = 32

/**
 * Passes the keys of one leg on to another. To be used where one of them is virtual: between two cellular lines the tones
 * are in the sound, and would come twice.
 * @returns how to stop.
 */
export function carryKeys(from: Leg, to: Leg, logger: Logger): () => void {
  let waiting = ''
  let sending = false
  const send = async () => {
    sending = true
    while (waiting !== '') {
      const keys = waiting
      waiting = ''
      await to
        .sendDigits(keys, TONE_MS)
        .catch(error => logger.warn(`keys of ${from.id} were not passed on to ${to.id}: ${error}`))
    }
    sending = false
  }
  return from.onDigit(({ digit }) => {
    if (waiting.length >= MAX_WAITING) return
    waiting += digit
    if (!sending) void send()
  })
}
