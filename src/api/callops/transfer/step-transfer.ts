import type { CallOpsParts } from '../call-ops-parts.ts'
import type { Dialog } from '../dialog.ts'
import { advanceTransfer, type TransferStep } from './transfer-state.ts'

/** Notes what happens to the transfer of a dialog, and tells of it. */
export function stepTransfer(
  { emit, settings }: Pick<CallOpsParts, 'emit' | 'settings'>,
  dialog: Dialog,
  step: TransferStep,
) {
  const { state, event } = advanceTransfer(dialog.callid, dialog.transfer, step, settings.compat)
  dialog.transfer = state
  if (event) emit(event)
}
