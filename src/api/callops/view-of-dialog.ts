import { type Dialog, type Party, uriOfParty } from './dialog.ts'
import type { DialogView, PartyView } from './dialog-view.ts'
import { maskOf, type PartyHold } from './hold/hold-mask.ts'

/** A dialog as the outside sees it now. */
export function viewOfDialog(dialog: Dialog): DialogView {
  const { parties, holds } = dialog
  return {
    callid: dialog.callid,
    dialogId: dialog.dialogId,
    state: dialog.phase,
    caller: viewOfParty(parties.caller, holds.caller),
    callee: viewOfParty(parties.callee, holds.callee),
    createdMs: dialog.createdMs,
    startedMs: dialog.startedMs,
    values: valuesOf(dialog),
  }
}

function viewOfParty(party: Party, hold: PartyHold): PartyView {
  const leg = party.kind === 'radio' ? party.leg : null
  return {
    kind: party.kind,
    uri: uriOfParty(party),
    line: party.kind === 'radio' ? party.leg.line : party.line,
    legId: leg?.id ?? null,
    hold: maskOf(hold),
  }
}

function valuesOf({ holds, transfer, transferWay }: Dialog): DialogView['values'] {
  const values: Record<string, string | number> = {}
  for (const name of ['caller', 'callee'] as const) {
    const hold = holds[name]
    if (hold.kind === 'none') continue
    values[`call_hold_${name}`] = maskOf(hold)
    values[`hold_method_${name}`] = hold.kind
  }
  if (transfer.kind !== 'none') values.call_transfer_leg = transfer.leg
  if ('newCallid' in transfer && transfer.newCallid !== '') values.call_transfer_callid = transfer.newCallid
  if (transferWay !== null) values.transfer_method = transferWay
  return values
}
