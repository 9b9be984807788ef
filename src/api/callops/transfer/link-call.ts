import type { RadioLeg } from '../call-ops-exchange.ts'
import type { CallOpsParts } from '../call-ops-parts.ts'
import type { Dialog } from '../dialog.ts'
import { awaitAnswer } from './await-answer.ts'
import { statusOfEnd, statusText } from './status-text.ts'
import { stepTransfer } from './step-transfer.ts'

/** A call that somebody placed in the place of another. */
export interface NewCall {
  readonly callid: string
  readonly leg: RadioLeg
  readonly destination: string
  /** The party that stays, where whoever placed the call knows better than what was asked for. */
  readonly stays?: string | undefined
}

/** Tells from now on how the new call fares, as events of the old dialog; the calls themselves are left alone. */
export function linkCall(parts: CallOpsParts, old: Dialog, { callid, leg, destination, stays }: NewCall): void {
  const { clock, closed } = parts
  stepTransfer(parts, old, { kind: 'link', by: 'blind', newCallid: callid, destination, leg: stays })
  void awaitAnswer({
    target: leg,
    transferee: null,
    clock,
    limitMs: null,
    until: 'answered',
    closed,
    onAlerting: () => {},
  }).then(outcome => {
    const step = (kind: 'done' | 'failed', status: string) =>
      stepTransfer(parts, old, { kind, newCallid: callid, destination, status })
    if (outcome.kind === 'answered') step('done', statusText.ok)
    else if (outcome.kind === 'ended') step('failed', statusOfEnd(outcome.end))
  })
}
