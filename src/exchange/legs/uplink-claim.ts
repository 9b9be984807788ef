import { CellvoiceError } from '../../base/error.ts'
import type { Leg } from '../leg.ts'

const users = new WeakMap<Leg, { readonly by: string }>()

/**
 * Makes `by` the one who speaks to the far end of a leg: two at once would take turns frame by frame.
 * @param by for people: `a player`, `a bridge`.
 * @returns gives it back; harmless when called again.
 * @throws CellvoiceError WRONG_CALL_STATE when somebody has it already.
 */
export function claimUplink(leg: Leg, by: string): () => void {
  const user = users.get(leg)
  if (user) throw new CellvoiceError('WRONG_CALL_STATE', { detail: `${leg.id} already hears ${user.by}` })
  const claim = { by }
  users.set(leg, claim)
  return () => {
    if (users.get(leg) === claim) users.delete(leg)
  }
}

/** Who speaks to the far end of the leg, for people; null for nobody. */
export function uplinkUser(leg: Leg): string | null {
  return users.get(leg)?.by ?? null
}
