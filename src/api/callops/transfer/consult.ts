import { CellvoiceError } from '../../../base/error.ts'
import { isNoLineFree } from '../../../exchange/lines/no-line-free.ts'
import { type RadioLeg, radioLeg } from '../call-ops-exchange.ts'
import type { CallOpsParts } from '../call-ops-parts.ts'
import { type Dialog, isHeldByNetwork, type TransferWay } from '../dialog.ts'
import { logFailure } from './log-failure.ts'

/** A call to the target of a transfer, beside the call that is transferred. */
export interface Consultation {
  readonly dialog: Dialog
  readonly leg: RadioLeg
  /** Ends it, and has the old call as it was. Never rejects. */
  giveBack(): Promise<void>
}

/**
 * Calls the target: beside the old call, which is held for that, where its module is to join them; else on another line.
 * @throws CellvoiceError when it comes to no call; the old one is as it was.
 */
export async function consult(
  parts: CallOpsParts,
  old: Dialog,
  leg: RadioLeg,
  way: TransferWay,
  number: string,
): Promise<Consultation> {
  if (leg.state !== 'active' && leg.state !== 'held') {
    throw new CellvoiceError('WRONG_CALL_STATE', { detail: `${leg.id} is ${leg.state}` })
  }
  switch (way) {
    case 'ect':
    case 'multiparty':
      return dialBeside(parts, old, leg, number)
    case 'bridge':
      return dialElsewhere(parts, number)
    case 'local':
      try {
        return await dialElsewhere(parts, number)
      } catch (error) {
        if (!isNoLineFree(error)) throw error
        return dialBeside(parts, old, leg, number)
      }
  }
}

async function dialElsewhere(parts: CallOpsParts, number: string): Promise<Consultation> {
  return consultation(parts, await dialled(parts, number, {}), async () => {})
}

async function dialBeside(parts: CallOpsParts, old: Dialog, leg: RadioLeg, number: string): Promise<Consultation> {
  const { stepLimitMs } = parts.settings
  const isHeldHere = await old.steps.run(async () => {
    if (leg.state === 'held') return false
    await leg.hold(stepLimitMs)
    return true
  })
  const takeBack = () =>
    old.steps.run(async () => {
      // Whoever asked for a hold meanwhile was told that it is on hold, and it stays so.
      const isWanted = isHeldByNetwork(old, leg)
      if (isHeldHere && !isWanted && leg.state === 'held') await leg.retrieve(stepLimitMs)
    })
  try {
    return consultation(parts, await dialled(parts, number, { beside: leg }), takeBack)
  } catch (error) {
    await logFailure(parts.logger, `${leg.id} could not be taken back`, takeBack())
    throw error
  }
}

async function dialled(
  parts: CallOpsParts,
  number: string,
  options: { readonly beside?: RadioLeg },
): Promise<RadioLeg> {
  return radioLeg(await parts.exchange.dial(number, options))
}

function consultation(parts: CallOpsParts, leg: RadioLeg, takeBack: () => Promise<void>): Consultation {
  return {
    dialog: parts.dialogs.of(leg),
    leg,
    async giveBack() {
      await logFailure(parts.logger, `${leg.id} could not be released`, leg.hangUp())
      await logFailure(parts.logger, 'the old call could not be taken back', takeBack())
    },
  }
}
