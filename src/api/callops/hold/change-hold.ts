import { CellvoiceError } from '../../../base/error.ts'
import type { RadioLeg } from '../call-ops-exchange.ts'
import type { CallOpsSettings } from '../call-ops-options.ts'
import type { CallOpsParts } from '../call-ops-parts.ts'
import { type Dialog, legsOf, otherParty } from '../dialog.ts'
import { gateFor } from './gate-for.ts'
import { heldByGateway, maskOf, notHeld, type PartyHold, type PartyName, withBits, withoutBits } from './hold-mask.ts'
import type { HoldAction, HoldStep } from './plan-hold.ts'
import { setLegGate, setLegGateIfAny } from './set-leg-gate.ts'

/** What a hold by the network, or the end of one, needs. */
type HoldRules = Pick<CallOpsSettings, 'holdMethod' | 'stepLimitMs'>

/** Carries out an operation, one party after the other, and tells how each fares. Never rejects. */
export async function changeHold(
  { emit, logger, settings }: Pick<CallOpsParts, 'emit' | 'logger' | 'settings'>,
  dialog: Dialog,
  action: HoldAction,
  plan: readonly HoldStep[],
): Promise<void> {
  for (const step of plan) {
    const tell = (state: 'start' | 'ok' | 'fail') =>
      emit({ name: 'E_CALL_HOLD', params: { callid: dialog.callid, leg: step.party, action, state } })
    tell('start')
    try {
      await changeParty(dialog, action, step, settings)
      tell('ok')
    } catch (error) {
      logger.warn(`${dialog.callid}: ${action} of the ${step.party} failed: ${describe(error)}`)
      tell('fail')
    }
  }
}

async function changeParty(dialog: Dialog, action: HoldAction, { party, bits }: HoldStep, rules: HoldRules) {
  // Somebody waits for the outcome, though there is nothing left that could be done.
  if (dialog.phase === 'ended') throw new CellvoiceError('NO_SUCH_CALL', { detail: `${dialog.callid} has ended` })
  const mask = maskOf(dialog.holds[party])
  const wanted = action === 'hold' ? withBits(mask, bits) : withoutBits(mask, bits)
  if (wanted === mask) return
  const there = dialog.parties[party]
  switch (there.kind) {
    case 'radio': {
      const isBothWays = action === 'hold' && bits === 12
      if (isBothWays && (await holdsByNetwork(there.leg, rules))) note(dialog, party, { kind: 'network' })
      else await changeGate(dialog, party, there.leg, heldByGateway(wanted), rules)
      return
    }
    case 'application': {
      note(dialog, party, heldByGateway(wanted))
      const far = dialog.parties[otherParty(party)]
      if (far.kind === 'radio') setLegGateIfAny(far.leg, gateOf(dialog, otherParty(party)))
      return
    }
    case 'moved':
      throw new CellvoiceError('NO_SUCH_CALL', { detail: `the ${party} of ${dialog.callid} was transferred` })
  }
}

/** Whether the network holds it. @throws CellvoiceError where it should and does not. */
async function holdsByNetwork(leg: RadioLeg, { holdMethod, stepLimitMs }: HoldRules): Promise<boolean> {
  if (holdMethod === 'gateway') return false
  if (leg.state === 'held') return true
  try {
    await leg.hold(stepLimitMs)
    return true
  } catch (error) {
    const hasOtherCall = CellvoiceError.is(error, 'WRONG_CALL_STATE') && leg.state === 'active'
    if (holdMethod === 'auto' && hasOtherCall) return false
    throw error
  }
}

/** The gate first: it is undone at once where the network refuses its part. */
async function changeGate(dialog: Dialog, party: PartyName, leg: RadioLeg, next: PartyHold, rules: HoldRules) {
  const before = dialog.holds[party]
  if (before.kind === 'none') assertSoundIsHere(dialog)
  // Without a hold of its own only that of the application closes the gate, which says nothing where no sound passes.
  const setGate = maskOf(next) === 0 ? setLegGateIfAny : setLegGate
  setGate(leg, gateOf(dialog, party, next))
  try {
    if (before.kind === 'network' && leg.state === 'held') await leg.retrieve(rules.stepLimitMs)
  } catch (error) {
    setLegGateIfAny(leg, gateOf(dialog, party, before))
    throw error
  }
  note(dialog, party, next)
}

/** Two calls of one module are joined by the network: what they say to each other does not pass here. */
function assertSoundIsHere(dialog: Dialog): void {
  const [one, other] = legsOf(dialog)
  if (!one || !other || one.line !== other.line) return
  throw new CellvoiceError('NOT_SUPPORTED', { detail: `the network joins the two parties of ${dialog.callid}` })
}

function gateOf(dialog: Dialog, party: PartyName, own: PartyHold = dialog.holds[party]) {
  const other = otherParty(party)
  return gateFor(own, dialog.parties[other].kind === 'application' ? dialog.holds[other] : null)
}

function note(dialog: Dialog, party: PartyName, hold: PartyHold): void {
  dialog.holds = { ...dialog.holds, [party]: maskOf(hold) === 0 ? notHeld : hold }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
