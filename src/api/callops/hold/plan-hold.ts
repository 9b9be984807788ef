import { bitsFor, type HeldLeg, type HoldMask, maskOf, type PartyHold, type PartyName, withBits } from './hold-mask.ts'

/** What is done with a hold. */
export type HoldAction = 'hold' | 'unhold'

/** One party that takes part in an operation, and the bits it is about. */
export interface HoldStep {
  readonly party: PartyName
  readonly bits: HoldMask
}

/**
 * Who takes part in an operation, in the order of its events: hold begins with the caller, unhold with the callee. Held is
 * who lacks a bit of what is asked; released is who is held in any way, even if nothing of what is asked.
 * @returns nothing where no party has anything to do.
 */
export function planHold(
  action: HoldAction,
  asked: HeldLeg,
  holds: Readonly<Record<PartyName, PartyHold>>,
): readonly HoldStep[] {
  const order: readonly PartyName[] = action === 'hold' ? ['caller', 'callee'] : ['callee', 'caller']
  return order
    .map(party => ({ party, bits: bitsFor(asked, party) }))
    .filter(({ party, bits }) => {
      const mask = maskOf(holds[party])
      return action === 'hold' ? withBits(mask, bits) !== mask : mask !== 0
    })
}
