/** What a party may not do: 4 send, 8 receive, 12 both. The numbers of OpenSIPS 4 (dialog values `call_hold_caller`, `call_hold_callee`). */
export type HoldMask = 0 | 4 | 8 | 12

/** One of the two parties of a dialog. */
export type PartyName = 'caller' | 'callee'

/** What an operation is to act on: one way, or both. */
export type HeldLeg = PartyName | 'both'

/** How a party is held. */
export type PartyHold =
  | { readonly kind: 'none' }
  /** By silence that the gateway puts into these ways. */
  | { readonly kind: 'gateway'; readonly mask: 4 | 8 | 12 }
  /** By the network, which cuts both ways (3GPP TS 22.083). */
  | { readonly kind: 'network' }

/** Not held. */
export const notHeld: PartyHold = { kind: 'none' }

/** What a party may not do. */
export function maskOf(hold: PartyHold): HoldMask {
  switch (hold.kind) {
    case 'none':
      return 0
    case 'gateway':
      return hold.mask
    case 'network':
      return 12
  }
}

/** A party that the gateway keeps from doing what the mask says. */
export function heldByGateway(mask: HoldMask): PartyHold {
  return mask === 0 ? notHeld : { kind: 'gateway', mask }
}

/** What a hold of `asked` takes from `party`: the way from the caller to the callee, the way back, or both. */
export function bitsFor(asked: HeldLeg, party: PartyName): 4 | 8 | 12 {
  if (asked === 'both') return 12
  return asked === party ? 4 : 8
}

/** A mask with more bits. */
export function withBits(mask: HoldMask, bits: HoldMask): HoldMask {
  // Sums of 4 and 8 stay such sums.
  return (mask | bits) as HoldMask
}

/** A mask without some bits. */
export function withoutBits(mask: HoldMask, bits: HoldMask): HoldMask {
  return (mask & ~bits) as HoldMask
}
