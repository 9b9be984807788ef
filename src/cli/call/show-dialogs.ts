import { durationText } from '../duration.ts'
import { printableText } from '../printable-text.ts'
import type { Run } from '../run.ts'
import { tableLines } from '../table-lines.ts'

/** A call as `dlg_list_ctx` has it, as far as it is shown. */
interface DialogItem {
  readonly ID?: unknown
  readonly state?: unknown
  readonly timestart?: unknown
  readonly callid?: unknown
  readonly from_uri?: unknown
  readonly to_uri?: unknown
  readonly caller_bind_addr?: unknown
  readonly CALLEES?: readonly { readonly callee_bind_addr?: unknown }[]
  readonly context?: { readonly values?: readonly Readonly<Record<string, unknown>>[] }
}

/** OpenSIPS' number for a call that is up. */
const CONFIRMED = 4

/** Shows the calls of a service: a table, or an object for each. */
export function showDialogs({ io, printer }: Run, result: unknown): void {
  const { Dialogs: dialogs = [] } = (result ?? {}) as { readonly Dialogs?: readonly DialogItem[] }
  const calls = dialogs.map(viewOf)
  if (printer.json) for (const call of calls) printer.object({ event: 'dialog', ...call })
  else if (calls.length === 0) printer.note('No calls.')
  else {
    const nowMs = io.date().getTime()
    const rows = calls.map(({ callid, state, startedAt, caller, callee, hold }) => [
      callid,
      state === 'confirmed' ? 'up' : 'ringing',
      startedAt === null ? '-' : durationText(Math.max(0, nowMs - Date.parse(startedAt))),
      `${numberOf(caller.uri)} (${caller.at})`,
      `${numberOf(callee.uri)} (${callee.at})`,
      hold.length === 0 ? '-' : hold.join(', '),
    ])
    const lines = [['CALLID', 'STATE', 'FOR', 'CALLER', 'CALLEE', 'HELD'], ...rows.map(row => row.map(printableText))]
    for (const line of tableLines(lines)) printer.line(line)
  }
}

function viewOf(item: DialogItem) {
  const values = Object.assign({}, ...(item.context?.values ?? [])) as Readonly<Record<string, unknown>>
  const started = Number(item.timestart)
  const [callee] = item.CALLEES ?? []
  return {
    callid: String(item.callid),
    dialogId: String(item.ID),
    state: item.state === CONFIRMED ? 'confirmed' : 'early',
    startedAt: started > 0 ? new Date(started * 1000).toISOString() : null,
    caller: { uri: String(item.from_uri), at: placeOf(item.caller_bind_addr) },
    callee: { uri: String(item.to_uri), at: placeOf(callee?.callee_bind_addr) },
    hold: ['caller', 'callee'].filter(leg => Number(values[`call_hold_${leg}`] ?? 0) !== 0),
    values,
  }
}

function placeOf(binding: unknown): string {
  return String(binding).replace(/^line:/, '')
}

function numberOf(uri: string): string {
  return /^sips?:([^@]+)@/.exec(uri)?.[1] ?? uri
}
