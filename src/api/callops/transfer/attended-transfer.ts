import type { CallOpsParts } from '../call-ops-parts.ts'
import { type Dialog, type DialogParty, legOfParty, type Party, type TransferWay, uriOfParty } from '../dialog.ts'
import type { PartyName } from '../hold/hold-mask.ts'
import { wayOfAttended } from './choose-way.ts'
import { joinApplication } from './join-application.ts'
import { joinFarParties } from './join-far-parties.ts'
import { statusOfError, statusText } from './status-text.ts'
import { stepTransfer } from './step-transfer.ts'

/** Which parties of which dialogs are to be joined. */
export interface AttendedTransfer {
  readonly first: Dialog
  readonly firstParty: PartyName
  readonly second: Dialog
  readonly secondParty: PartyName
  /** As it is told; by default the URI of the second party. */
  readonly destination: string | undefined
  /** The call-id of the joined call, where no dialog of its own has one. */
  readonly newCallid: () => string
}

/** Joins a party of one dialog with a party of another. Never rejects: what came of it is told by events. */
export async function attendedTransfer(parts: CallOpsParts, transfer: AttendedTransfer): Promise<void> {
  const { first, firstParty, second, secondParty } = transfer
  const { exchange, logger, settings } = parts
  const [one, other] = [partyOf(first, firstParty), partyOf(second, secondParty)]
  const way = wayOfAttended(exchange, first.parties[firstParty], second.parties[secondParty], settings.transferMethod)
  if (!one || !other || way === null || !areReady(first, second)) {
    logger.warn(`${first.callid} and ${second.callid} cannot be joined`)
    return stepTransfer(parts, first, { kind: 'not-started' })
  }
  const before = second.transfer
  const newCallid = transfer.newCallid()
  const destination = transfer.destination ?? uriOfParty(second.parties[secondParty])
  const both = [
    [first, firstParty],
    [second, secondParty],
  ] as const
  for (const [dialog, leg] of both) {
    dialog.transferWay = way
    stepTransfer(parts, dialog, { kind: 'link', by: 'attended', newCallid, destination, leg })
  }
  const result = await carryOut(parts, one, other, way, newCallid)
  for (const [dialog] of both.toReversed()) stepTransfer(parts, dialog, { ...result, newCallid, destination })
  // A failure is remembered of the dialog that was to be transferred, not of the one that was to help.
  if (result.kind === 'failed') second.transfer = before
}

function partyOf(dialog: Dialog, name: PartyName): DialogParty | null {
  const leg = legOfParty(dialog, name)
  return leg && { dialog, name, leg }
}

function areReady(first: Dialog, second: Dialog): boolean {
  const isBusy = second.transfer.kind === 'asked' || second.transfer.kind === 'linked'
  return first !== second && first.phase === 'confirmed' && second.phase === 'confirmed' && !isBusy
}

async function carryOut(
  parts: CallOpsParts,
  one: DialogParty,
  other: DialogParty,
  way: TransferWay,
  newCallid: string,
): Promise<{ readonly kind: 'done' | 'failed'; readonly status: string }> {
  const [mine, theirs] = [one.dialog, other.dialog]
  // In one order for all, so that two transfers between the same dialogs do not wait for each other.
  const [earlier, later] = mine.sequence < theirs.sequence ? [mine, theirs] : [theirs, mine]
  try {
    await earlier.steps.run(() => later.steps.run(() => join(parts, one, other, way, newCallid)))
    return { kind: 'done', status: statusText.ok }
  } catch (error) {
    parts.logger.warn(`${mine.callid} and ${theirs.callid} could not be joined: ${String(error)}`)
    return { kind: 'failed', status: statusOfError(error) }
  }
}

/** @throws CellvoiceError; the two calls are as they were, or over. */
function join(
  parts: CallOpsParts,
  one: DialogParty,
  other: DialogParty,
  way: TransferWay,
  newCallid: string,
): Promise<void> {
  const { exchange, dialogs } = parts
  const begin = (caller: Party, callee: Party) => dialogs.begin({ caller, callee }, newCallid)
  switch (way) {
    case 'ect':
      return exchange.transferOnModule(one.leg, other.leg)
    case 'bridge':
    case 'multiparty': {
      const ends = [
        { ...one, isTaken: true },
        { ...other, isTaken: true },
      ] as const
      return joinFarParties(parts, ...ends, way, ({ caller, callee }) => begin(caller, callee))
    }
    case 'local':
      if (one.dialog.parties[one.name].kind === 'application') return joinApplication(parts, one, other, begin)
      return joinApplication(parts, other, one, (application, far) => begin(far, application))
  }
}
