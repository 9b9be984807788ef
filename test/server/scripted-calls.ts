import { Subject } from 'rxjs'
import { CallOpsError } from '../../src/api/callops/call-ops-error.ts'
import type { CallOpsEvent } from '../../src/api/callops/call-ops-event.ts'
import type { DialogView, PartyView } from '../../src/api/callops/dialog-view.ts'
import type { ManagedCalls, ManagedExchange } from '../../src/server/managed-calls.ts'

const radio = (uri: string): PartyView => ({ kind: 'radio', uri, line: 'line-1', legId: 'leg-1', hold: 0 })
const application: PartyView = {
  kind: 'application',
  uri: 'sip:+441632960900@gateway',
  line: null,
  legId: null,
  hold: 0,
}

/** A call that came in, was answered at 1700000000 and was asked for a hold and a transfer. */
export const dialogA: DialogView = {
  callid: 'dlg-A',
  dialogId: '1a2.3b4',
  state: 'confirmed',
  caller: radio('sip:+441632960961@gateway'),
  callee: application,
  createdMs: 1_699_999_990_000,
  startedMs: 1_700_000_000_900,
  values: { call_hold_callee: 12, hold_method_callee: 'gateway', call_transfer_leg: 'caller' },
}

/** A call that rings, on its way out. */
export const dialogB: DialogView = {
  ...dialogA,
  callid: 'dlg-B',
  dialogId: '1a3.3b5',
  state: 'early',
  caller: application,
  callee: radio('sip:+441632960962@gateway'),
  startedMs: null,
  values: {},
}

/** What the calls were asked for, in order. */
export type Asked = readonly [operation: string, request: unknown]

/**
 * Calls whose answers are written down: `dlg-A` is up, `dlg-B` rings, `pending` waits for a transfer, `held` is on hold, `free`
 * is not, and others are not known.
 */
export function scriptedCalls() {
  const subject = new Subject<CallOpsEvent>()
  const asked: Asked[] = []
  const dialogs = [dialogA, dialogB]
  const known = new Set(['dlg-A', 'dlg-B', 'pending', 'held', 'free', 'broken'])
  const demand = (callid: string, message: string) => {
    if (!known.has(callid)) throw new CallOpsError(404, message)
    if (callid === 'broken') throw new TypeError('a fault of ours')
  }
  const hold = (operation: string, request: { readonly callid: string }, refused: string, message: string): 'OK' => {
    demand(request.callid, 'Dialog not found')
    if (request.callid === 'dlg-B') throw new CallOpsError(410, 'Dialog not ready')
    if (request.callid === refused) throw new CallOpsError(480, message)
    asked.push([operation, request])
    return 'OK'
  }
  const callOps: ManagedCalls = {
    events$: subject.asObservable(),
    dialogs,
    dialog: id => dialogs.find(each => each.callid === id || each.dialogId === id),
    callTransfer(request) {
      if ('transferFromtag' in request) throw new CallOpsError(-32000, 'Server error', 'Failed to handle parameter')
      if ('transferCallid' in request) demand(request.transferCallid, 'Transfer dialog not found')
      demand(request.callid, 'Dialog not found')
      if (request.callid === 'pending') throw new CallOpsError(491, 'Request Pending')
      asked.push(['transfer', request])
      return 'Accepted'
    },
    callHold: request => hold('hold', request, 'held', 'Both dialog legs are on hold'),
    callUnhold: request => hold('unhold', request, 'free', 'No dialog legs on hold'),
    endDialog(id) {
      demand(id === dialogA.dialogId ? 'dlg-A' : id, 'Requested Dialog not found')
      asked.push(['end', id])
      return 'OK'
    },
  }
  const emit = (event: CallOpsEvent) => subject.next(event)
  return { callOps, asked, emit }
}

/** An exchange with nothing in it. */
export const quietExchange: ManagedExchange = { lines: [], legs: [], onLeg: () => () => {} }
