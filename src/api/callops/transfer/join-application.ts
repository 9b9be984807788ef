import { openGate } from '../../../exchange/legs/leg-gate.ts'
import type { CallOpsParts } from '../call-ops-parts.ts'
import { type Dialog, type DialogParty, type Party, uriOfParty } from '../dialog.ts'
import { setLegGateIfAny } from '../hold/set-leg-gate.ts'

/**
 * Gives the application of one call the far party of another; those whom either talked to before are released.
 * @param into The dialog of both, made of the party that the application is and of that far party.
 * @throws CellvoiceError where the exchange cannot; both calls are as they were.
 */
export async function joinApplication(
  { dialogs, exchange, settings, logger }: CallOpsParts,
  application: DialogParty,
  far: DialogParty,
  into: (application: Party, far: Party) => Dialog,
): Promise<void> {
  const { leg } = application
  const here = application.dialog.parties[application.name]
  const uri = uriOfParty(far.dialog.parties[far.name])
  dialogs.suspend(application.dialog)
  dialogs.suspend(far.dialog)
  try {
    await exchange.moveTo(leg, far.leg)
  } catch (error) {
    if (far.leg.state !== 'ended' || leg.state === 'ended') {
      dialogs.resume(application.dialog)
      dialogs.resume(far.dialog)
      throw error
    }
    // The application has its new far party; the former, which would not go, is a call of its own now.
    logger.warn(`the former call of ${leg.id} could not be hung up: ${String(error)}`)
  }
  const joined = into(here, { kind: 'radio', leg, uri })
  for (const { dialog } of [application, far]) if (dialog !== joined) dialogs.end(dialog)
  setLegGateIfAny(leg, openGate)
  if (leg.state === 'held') await leg.retrieve(settings.stepLimitMs)
}
