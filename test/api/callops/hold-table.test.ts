import { describe, expect, it } from 'vitest'
import { gateFor } from '../../../src/api/callops/hold/gate-for.ts'
import {
  type HeldLeg,
  type HoldMask,
  heldByGateway,
  maskOf,
  notHeld,
  withBits,
  withoutBits,
} from '../../../src/api/callops/hold/hold-mask.ts'
import { type HoldAction, planHold } from '../../../src/api/callops/hold/plan-hold.ts'

type Masks = readonly [caller: HoldMask, callee: HoldMask]

const holds = ([caller, callee]: Masks) => ({ caller: heldByGateway(caller), callee: heldByGateway(callee) })

/** Who is told of, and the masks when all went well; `480` where nobody has anything to do. */
function outcome(before: Masks, action: HoldAction, leg: HeldLeg): string {
  const plan = planHold(action, leg, holds(before))
  if (plan.length === 0) return '480'
  const after = { caller: before[0], callee: before[1] }
  for (const { party, bits } of plan) {
    after[party] = action === 'hold' ? withBits(after[party], bits) : withoutBits(after[party], bits)
  }
  return `${plan.map(({ party }) => party).join(' ')}: ${after.caller}/${after.callee}`
}

describe('hold, by what is held already, what is asked for, and the way', () => {
  it.each<[Masks, HoldAction, HeldLeg, string]>([
    [[0, 0], 'hold', 'both', 'caller callee: 12/12'],
    [[0, 0], 'hold', 'caller', 'caller callee: 4/8'],
    [[0, 0], 'hold', 'callee', 'caller callee: 8/4'],
    [[12, 12], 'hold', 'both', '480'],
    [[12, 12], 'hold', 'caller', '480'],
    [[12, 12], 'hold', 'callee', '480'],
    [[4, 8], 'hold', 'both', 'caller callee: 12/12'],
    [[4, 8], 'hold', 'caller', '480'],
    [[4, 8], 'hold', 'callee', 'caller callee: 12/12'],
    [[8, 4], 'hold', 'caller', 'caller callee: 12/12'],
    // One party refused: it alone is tried again.
    [[12, 0], 'hold', 'both', 'callee: 12/12'],
    [[0, 12], 'hold', 'both', 'caller: 12/12'],
    [[0, 8], 'hold', 'caller', 'caller: 4/8'],
    [[0, 0], 'unhold', 'both', '480'],
    [[0, 0], 'unhold', 'caller', '480'],
    [[0, 0], 'unhold', 'callee', '480'],
    [[12, 12], 'unhold', 'both', 'callee caller: 0/0'],
    [[12, 12], 'unhold', 'caller', 'callee caller: 8/4'],
    [[12, 12], 'unhold', 'callee', 'callee caller: 4/8'],
    [[4, 8], 'unhold', 'both', 'callee caller: 0/0'],
    [[4, 8], 'unhold', 'caller', 'callee caller: 0/0'],
    // The other way is not held: all is told, and nothing changes.
    [[4, 8], 'unhold', 'callee', 'callee caller: 4/8'],
    [[12, 0], 'unhold', 'both', 'caller: 0/0'],
    [[0, 12], 'unhold', 'both', 'callee: 0/0'],
    [[0, 8], 'unhold', 'caller', 'callee: 0/0'],
  ])('%j, %s %s: %s', (before, action, leg, expected) => {
    expect(outcome(before, action, leg)).toBe(expected)
  })

  it('counts a hold by the network as one of both ways', () => {
    expect([maskOf(notHeld), maskOf({ kind: 'network' }), maskOf(heldByGateway(8))]).toEqual([0, 12, 8])
  })
})

describe('the gate of a far party', () => {
  it.each<[own: HoldMask, application: HoldMask | null, downlink: string, uplink: string]>([
    [0, null, 'open', 'open'],
    [4, null, 'closed', 'open'],
    [8, null, 'open', 'closed'],
    [12, null, 'closed', 'closed'],
    [0, 0, 'open', 'open'],
    [0, 4, 'open', 'closed'],
    [0, 8, 'closed', 'open'],
    [0, 12, 'closed', 'closed'],
    [4, 8, 'closed', 'open'],
    [8, 8, 'closed', 'closed'],
  ])('held %d with an application held %j: downlink %s, uplink %s', (own, application, downlink, uplink) => {
    expect(gateFor(heldByGateway(own), application === null ? null : heldByGateway(application))).toEqual({
      downlink,
      uplink,
    })
  })

  it('is open where the network holds: there is no sound then', () => {
    expect(gateFor({ kind: 'network' }, null)).toEqual({ downlink: 'open', uplink: 'open' })
  })
})
