import type { DialogView } from '../../../api/callops/dialog-view.ts'
import { RpcError } from '../../json-rpc/rpc-error.ts'
import { dialogItem, dialogItemWithContext } from '../dialog-item.ts'
import type { MiCommand, ParamSet } from '../mi-command.ts'
import type { MiContext } from '../mi-context.ts'
import { count, text } from '../param.ts'

const callid = text('callid')
const fromTag = text('from_tag')
const index = count('index')
const counter = count('counter')
const dialogId = text('dialog_id')
const extraHeaders = text('extra_hdrs')

/** @throws RpcError 404 for a call that is over or never was. */
function liveDialog({ callOps }: MiContext, id: string): DialogView {
  const dialog = callOps.dialog(id)
  if (dialog?.callid === id && dialog.state !== 'ended') return dialog
  throw new RpcError(404, 'No such dialog')
}

const listSets = (show: (dialog: DialogView) => unknown): readonly ParamSet[] => [
  { params: [], run: (_given, { callOps }) => ({ Dialogs: callOps.dialogs.map(show) }) },
  { params: [callid], run: (given, context) => ({ Dialog: show(liveDialog(context, given.of(callid))) }) },
  {
    params: [callid, fromTag],
    run(given, context) {
      // Cellular calls have no tags: one that is asked for is on no dialog.
      if (given.of(fromTag) !== '') throw new RpcError(404, 'No such dialog')
      return { Dialog: show(liveDialog(context, given.of(callid))) }
    },
  },
  {
    params: [index, counter],
    run(given, { callOps }) {
      const { dialogs } = callOps
      const from = given.of(index)
      const limit = given.of(counter)
      if (limit === 0) return { Dialogs: dialogs.map(show) }
      return { count: dialogs.length, Dialogs: dialogs.slice(from, from + limit).map(show) }
    },
  },
]

/** The calls that are up, oldest first. */
export const dialogList: MiCommand = {
  name: 'dlg_list',
  module: 'dialog',
  command: 'list',
  namedOnly: true,
  help: 'Shows all calls, the call "callid", or "counter" calls from the place "index" on.',
  sets: listSets(dialogItem),
}

/** The same, with what is remembered of each. */
export const dialogListContext: MiCommand = {
  name: 'dlg_list_ctx',
  module: 'dialog',
  command: 'list_ctx',
  namedOnly: true,
  help: 'As dlg_list, with the values of each call: holds, transfers, and the method that was used.',
  sets: listSets(dialogItemWithContext),
}

/** Hangs up. */
export const dialogEnd: MiCommand = {
  name: 'dlg_end_dlg',
  module: 'dialog',
  command: 'end_dlg',
  help: 'Hangs up the call with this dialog id or call-id. "extra_hdrs" have no place in a cellular call and are not used.',
  sets: [
    { params: [dialogId], run: (given, { callOps }) => callOps.endDialog(given.of(dialogId)) },
    { params: [dialogId, extraHeaders], run: (given, { callOps }) => callOps.endDialog(given.of(dialogId)) },
  ],
}
