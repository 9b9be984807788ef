import type { DialogView, PartyView } from '../../api/callops/dialog-view.ts'
import { dateTimeText } from './local-time.ts'

/** The numbers of OpenSIPS' dialog states; a call that rings and one that is through are all there is here. */
const stateNumbers = { early: 2, confirmed: 4, ended: 5 } as const

/**
 * A dialog as `dlg_list` shows it. Of the members that OpenSIPS has these mean something on a cellular line: there are no
 * tags, sequence numbers, routes and session descriptions. What a party is bound to is its line.
 */
export function dialogItem(dialog: DialogView): Readonly<Record<string, unknown>> {
  const { caller, callee, startedMs } = dialog
  return {
    ID: dialog.dialogId,
    state: stateNumbers[dialog.state],
    timestart: startedMs === null ? 0 : Math.floor(startedMs / 1000),
    ...(startedMs !== null && { datestart: dateTimeText(startedMs) }),
    timeout: 0,
    callid: dialog.callid,
    from_uri: caller.uri,
    to_uri: callee.uri,
    caller_contact: caller.uri,
    caller_bind_addr: bindingOf(caller),
    CALLEES: [{ callee_contact: callee.uri, callee_bind_addr: bindingOf(callee) }],
  }
}

/** As {@link dialogItem}, with what is remembered of the dialog: holds, transfers, and by which method. */
export function dialogItemWithContext(dialog: DialogView): Readonly<Record<string, unknown>> {
  const values = Object.entries(dialog.values).map(([name, value]) => ({ [name]: value }))
  return { ...dialogItem(dialog), context: { values } }
}

const bindingOf = ({ kind, line }: PartyView): string => (kind === 'radio' && line !== null ? `line:${line}` : kind)
