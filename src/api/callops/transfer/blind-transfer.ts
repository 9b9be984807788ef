import type { CallOpsParts } from '../call-ops-parts.ts'
import type { Destination } from '../destination.ts'
import { type Dialog, type DialogParty, legOfParty, type TransferWay } from '../dialog.ts'
import type { PartyName } from '../hold/hold-mask.ts'
import { type AnswerOutcome, awaitAnswer } from './await-answer.ts'
import { wayOfBlind } from './choose-way.ts'
import { type Consultation, consult } from './consult.ts'
import { joinApplication } from './join-application.ts'
import { joinFarParties } from './join-far-parties.ts'
import { statusOfEnd, statusOfError, statusText } from './status-text.ts'
import { stepTransfer } from './step-transfer.ts'

/** A transfer that was accepted, of the party that stays. */
interface BlindTransfer extends DialogParty {
  readonly way: TransferWay
}

/**
 * Calls a destination, and joins a party with it once it answers. Whatever goes wrong before leaves the party where it was.
 * Never rejects: what came of it is told by events.
 */
export async function blindTransfer(
  parts: CallOpsParts,
  dialog: Dialog,
  name: PartyName,
  { number, uri, marker }: Destination,
): Promise<void> {
  const { exchange, logger, settings } = parts
  const leg = legOfParty(dialog, name)
  const way = wayOfBlind(exchange, dialog.parties[name], settings.transferMethod)
  const notStarted = (why: string) => {
    logger.warn(`${dialog.callid}: the transfer of the ${name} cannot start: ${why}`)
    stepTransfer(parts, dialog, { kind: 'not-started' })
  }
  if (number === null) return notStarted('the destination is no number')
  if (leg === null || way === null) return notStarted('there is no way to join it with anybody')
  dialog.transferWay = way
  let target: Consultation
  try {
    target = await consult(parts, dialog, leg, way, number)
  } catch (error) {
    return notStarted(error instanceof Error ? error.message : String(error))
  }
  const newCallid = target.dialog.callid
  const destination = marker?.uri ?? uri
  stepTransfer(parts, dialog, { kind: 'link', by: 'blind', newCallid, destination })
  const result = await carryOut(parts, { dialog, name, leg, way }, target)
  if (result.kind === 'failed') await target.giveBack()
  stepTransfer(parts, dialog, { ...result, newCallid, destination })
}

type Result = { readonly kind: 'done' | 'failed'; readonly status: string }

async function carryOut(parts: CallOpsParts, transfer: BlindTransfer, target: Consultation): Promise<Result> {
  const { clock, closed, settings, logger } = parts
  const progress = (status: string) => stepTransfer(parts, transfer.dialog, { kind: 'progress', status })
  const outcome = await awaitAnswer({
    target: target.leg,
    transferee: transfer.leg,
    clock,
    limitMs: settings.ringLimitMs,
    until: transfer.way === 'ect' ? settings.ectWhen : 'answered',
    closed,
    onAlerting: () => progress(statusText.ringing),
  })
  if (outcome.kind === 'answered') progress(statusText.ok)
  else if (outcome.kind !== 'alerting') return { kind: 'failed', status: statusOf(outcome) }
  try {
    await join(parts, transfer, target)
  } catch (error) {
    logger.warn(`${transfer.dialog.callid} could not be joined with ${target.dialog.callid}: ${String(error)}`)
    return { kind: 'failed', status: statusOfError(error) }
  }
  // A network that joins ringing calls keeps to itself whether they are ever answered.
  return { kind: 'done', status: outcome.kind === 'answered' ? statusText.ok : statusText.accepted }
}

function statusOf(outcome: Exclude<AnswerOutcome, { readonly kind: 'answered' | 'alerting' }>): string {
  switch (outcome.kind) {
    case 'ended':
      return statusOfEnd(outcome.end)
    case 'transferee-gone':
      return outcome.end.endedBy === 'module' ? statusText.noService : statusText.terminated
    case 'too-long':
      return statusText.timeout
    case 'closed':
      return statusText.terminated
  }
}

/** @throws CellvoiceError; the two calls are as they were, or over. */
function join(parts: CallOpsParts, { dialog, name, leg, way }: BlindTransfer, target: Consultation): Promise<void> {
  const { exchange, dialogs } = parts
  const far = { dialog: target.dialog, name: 'callee' as const, leg: target.leg }
  return dialog.steps.run(async () => {
    switch (way) {
      case 'ect':
        return exchange.transferOnModule(leg, target.leg)
      case 'bridge':
      case 'multiparty': {
        const ends = [
          { dialog, name, leg, isTaken: true },
          { ...far, isTaken: false },
        ] as const
        return joinFarParties(parts, ...ends, way, parties => {
          dialogs.replaceParties(target.dialog, parties)
          return target.dialog
        })
      }
      case 'local':
        return joinApplication(parts, { dialog, name, leg }, far, (caller, callee) => {
          dialogs.replaceParties(target.dialog, { caller, callee })
          return target.dialog
        })
    }
  })
}
