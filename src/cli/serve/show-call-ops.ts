import type { CallOps, Exchange } from '../../index.ts'
import { callOpsText } from '../call/call-ops-text.ts'
import type { Run } from '../run.ts'

/** Shows by which call-id each call is known, and what becomes of holds and transfers. @returns how to stop. */
export function showCallOps({ printer }: Run, exchange: Exchange, callOps: CallOps): () => void {
  const stopLegs = exchange.onLeg(leg => {
    const dialog = callOps.dialogs.find(({ caller, callee }) => [caller.legId, callee.legId].includes(leg.id))
    if (!dialog) return
    const { callid, dialogId } = dialog
    printer.say(
      { event: 'callid', call: leg.id, line: leg.line, callid, dialogId },
      printer.paint.dim(`${leg.line}  ${leg.id} is call ${callid}`),
    )
  })
  const events = callOps.events$.subscribe(event =>
    printer.say({ event: event.name, ...event.params }, `${event.params.callid}  ${callOpsText(event)}`),
  )
  return () => {
    stopLegs()
    events.unsubscribe()
  }
}
