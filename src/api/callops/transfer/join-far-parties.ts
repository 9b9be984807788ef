import { CellvoiceError } from '../../../base/error.ts'
import { openGate } from '../../../exchange/legs/leg-gate.ts'
import type { RadioLeg } from '../call-ops-exchange.ts'
import type { CallOpsParts } from '../call-ops-parts.ts'
import { type Dialog, type DialogParty, movedAway, type Party, uriOfParty } from '../dialog.ts'
import { setLegGateIfAny } from '../hold/set-leg-gate.ts'
import { logFailure } from './log-failure.ts'

/** A far party of a dialog. */
export interface FarParty extends DialogParty {
  /** Whether somebody has it, who is to see the end of his leg. */
  readonly isTaken: boolean
}

/**
 * Takes two far parties away from whoever has them, and joins them. From then on the end of either is that of the other.
 * @param into The dialog of both.
 * @throws CellvoiceError with both as they were, where a leg has no sound or cannot be taken; where they cannot be joined
 *   afterwards, those that were taken are over.
 */
export async function joinFarParties(
  parts: CallOpsParts,
  one: FarParty,
  other: FarParty,
  way: 'bridge' | 'multiparty',
  into: (parties: Dialog['parties']) => Dialog,
): Promise<void> {
  if (way === 'bridge') await makeAudible(parts, [one.leg, other.leg])
  const [caller, callee] = await takeBoth(parts, one, other)
  const joined = into({ caller: caller.party, callee: callee.party })
  for (const { dialog, shell } of [caller, callee]) {
    if (dialog !== joined) parts.dialogs.leaveShell(dialog, shell, joined)
  }
  const legs = [caller.leg, callee.leg] as const
  try {
    const bridge = await parts.exchange.bridge(...legs)
    void bridge.ended.then(() => hangUp(parts, legs))
  } catch (error) {
    await hangUp(parts, legs)
    throw error
  }
}

/** @throws CellvoiceError where a leg cannot be taken back from hold, or has no sound. */
async function makeAudible({ settings }: CallOpsParts, legs: readonly RadioLeg[]): Promise<void> {
  await Promise.all(legs.map(leg => leg.session()))
  for (const leg of legs) if (leg.state === 'held') await leg.retrieve(settings.stepLimitMs)
  const gone = legs.find(({ state }) => state !== 'active')
  if (gone) throw new CellvoiceError('NO_SUCH_CALL', { detail: `${gone.id} is ${gone.state}` })
}

/** A far party under a leg of its own, and what is left where it was. */
interface Taken {
  readonly dialog: Dialog
  readonly party: Party
  readonly leg: RadioLeg
  readonly shell: Dialog['parties']
}

/** Nobody wants a far party whose other is not to be had: its former owner has seen it go. */
async function takeBoth(parts: CallOpsParts, one: FarParty, other: FarParty): Promise<readonly [Taken, Taken]> {
  const caller = take(parts, one)
  try {
    return [caller, take(parts, other)]
  } catch (error) {
    parts.dialogs.end(caller.dialog)
    await hangUp(parts, [caller.leg])
    throw error
  }
}

/** @throws CellvoiceError as {@link Exchange.takeOver}; nothing has changed. */
function take({ dialogs }: CallOpsParts, { dialog, name, leg, isTaken }: FarParty): Taken {
  const before = dialog.parties[name]
  const uri = uriOfParty(before)
  dialogs.suspend(dialog)
  const own = isTaken ? takeOver(dialogs, dialog, leg) : leg
  setLegGateIfAny(own, openGate)
  const shell = { ...dialog.parties, [name]: movedAway(before) }
  return { dialog, party: { kind: 'radio', leg: own, uri }, leg: own, shell }
}

function takeOver(dialogs: CallOpsParts['dialogs'], dialog: Dialog, leg: RadioLeg): RadioLeg {
  try {
    return dialogs.takeOver(leg)
  } catch (error) {
    dialogs.resume(dialog)
    throw error
  }
}

async function hangUp({ logger }: CallOpsParts, legs: readonly RadioLeg[]): Promise<void> {
  await Promise.all(legs.map(leg => logFailure(logger, `${leg.id} could not be hung up`, leg.hangUp())))
}
