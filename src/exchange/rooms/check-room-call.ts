import { SAMPLE_RATE } from '../../audio/frame.ts'
import { CellvoiceError } from '../../base/error.ts'
import { checkedKey } from '../legs/pressed-keys.ts'
import type { RoomCallOptions } from './room-options.ts'

const MAX_SECONDS = 30

/** @throws CellvoiceError INVALID_ARGUMENT unless the name is 1 to 47 letters and digits and the options are in range. */
export function checkRoomCall(name: string, { party = {} }: RoomCallOptions): void {
  if (typeof name !== 'string' || !/^[0-9A-Za-z]{1,47}$/.test(name)) {
    throw new CellvoiceError('INVALID_ARGUMENT', {
      detail: `the name of a room is 1 to 47 letters and digits, not ${JSON.stringify(name)}`,
    })
  }
  for (const digit of [party.exitDigit, party.muteDigits?.mute, party.muteDigits?.unmute]) {
    if (digit !== undefined) checkedKey(digit)
  }
  for (const samples of [party.stoppedFile, party.prefix, party.onEntry, party.onExit]) {
    if (samples === undefined) continue
    if (!(samples instanceof Int16Array) || samples.length > MAX_SECONDS * SAMPLE_RATE) {
      throw new CellvoiceError('INVALID_ARGUMENT', {
        detail: `what a room plays is samples of up to ${MAX_SECONDS} s`,
      })
    }
  }
}
