import type { Observable } from 'rxjs'
import { systemClock } from '../../base/clock.ts'
import { CellvoiceError } from '../../base/error.ts'
import { silentLogger } from '../../base/logger.ts'
import type { LineWish } from '../../exchange/lines/line-wish.ts'
import type { CallOpsEvent } from './call-ops-event.ts'
import { radioLeg } from './call-ops-exchange.ts'
import { type CallOpsOptions, checkedSettings, type ManualTransferRequest } from './call-ops-options.ts'
import type { CallOpsParts } from './call-ops-parts.ts'
import type { HoldRequest, TransferRequest } from './call-ops-request.ts'
import { readDestination } from './destination.ts'
import { type Dialog, isShell, legsOf, uriOfParty } from './dialog.ts'
import { newCallid } from './dialog-id.ts'
import type { DialogView } from './dialog-view.ts'
import { Dialogs } from './dialogs.ts'
import { EventOutlet } from './event-outlet.ts'
import { changeHold } from './hold/change-hold.ts'
import { type HoldAction, planHold } from './hold/plan-hold.ts'
import { badParameter, refusal, tagsNotHandled } from './refusals.ts'
import { attendedTransfer } from './transfer/attended-transfer.ts'
import { blindTransfer } from './transfer/blind-transfer.ts'
import { linkCall } from './transfer/link-call.ts'
import { stepTransfer } from './transfer/step-transfer.ts'
import { readNotify, type TransferNotify } from './transfer/transfer-notify.ts'
import { mayTransfer } from './transfer/transfer-state.ts'
import { viewOfDialog } from './view-of-dialog.ts'

/**
 * Hold and transfer of calls on cellular lines, with the commands and events of OpenSIPS' callops module. A command is only
 * accepted or refused; what came of it is told by {@link events$}, never in the turn of the command.
 */
export class CallOps {
  private readonly parts: CallOpsParts
  private readonly dialogTable: Dialogs
  private readonly outlet: EventOutlet
  private readonly closing = new AbortController()
  private readonly newCallid: () => string
  private readonly onManualTransfer: (request: ManualTransferRequest) => void

  /**
   * Calls that are up already are dialogs from now on, too.
   * @throws CellvoiceError INVALID_ARGUMENT for an option that cannot be.
   */
  constructor(options: CallOpsOptions) {
    const { exchange, clock = systemClock, logger = silentLogger } = options
    const settings = checkedSettings(options)
    this.newCallid = options.newCallid ?? newCallid
    this.onManualTransfer = options.onManualTransfer ?? (() => {})
    this.outlet = new EventOutlet(clock)
    this.dialogTable = new Dialogs(exchange, clock, this.newCallid)
    const { emit } = this.outlet
    const { signal: closed } = this.closing
    this.parts = { exchange, clock, logger, settings, emit, closed, dialogs: this.dialogTable }
  }

  /** What becomes of operations, in order: E_CALL_HOLD and E_CALL_TRANSFER. Completes when closed. */
  get events$(): Observable<CallOpsEvent> {
    return this.outlet.events$
  }

  /** Those that have not ended, oldest first. */
  get dialogs(): readonly DialogView[] {
    return this.dialogTable.live.map(viewOfDialog)
  }

  /** One dialog by call-id or dialog id, up to a minute after its end. */
  dialog(callidOrDialogId: string): DialogView | undefined {
    const dialog = this.dialogTable.find(callidOrDialogId)
    return dialog && viewOfDialog(dialog)
  }

  /**
   * Transfers a party: blind, to a number that is dialled; or attended, to a party of another call.
   * @returns when it was accepted. E_CALL_TRANSFER tells `start`, `notify`, and `ok` or `fail`.
   * @throws CallOpsError -32602 for a leg that is none; 404 where there is no such call; 491 where the call is being
   *   transferred, or was; -32000 for the form with tags.
   */
  callTransfer(request: TransferRequest): 'Accepted' {
    if (request.leg !== 'caller' && request.leg !== 'callee') throw badParameter('leg')
    if ('transferFromtag' in request) throw tagsNotHandled()
    if ('transferCallid' in request) {
      const { leg: firstParty, transferLeg: secondParty, destination } = request
      if (secondParty !== 'caller' && secondParty !== 'callee') throw badParameter('transfer_leg')
      const second = this.dialogTable.findByCallid(request.transferCallid)
      if (!second) throw refusal('no-transfer-dialog')
      const first = this.ask(request.callid, firstParty, destination ?? '')
      const { newCallid } = this
      this.later(() => attendedTransfer(this.parts, { first, firstParty, second, secondParty, destination, newCallid }))
      return 'Accepted'
    }
    const { callid, leg, destination } = request
    const dialog = this.ask(callid, leg, destination)
    if (this.parts.settings.mode === 'manual') this.later(() => this.onManualTransfer({ callid, leg, destination }))
    else this.later(() => blindTransfer(this.parts, dialog, leg, this.read(destination)))
    return 'Accepted'
  }

  /**
   * Puts a call on hold, both ways or one.
   * @returns when it was accepted. E_CALL_HOLD tells of each party `start`, and `ok` or `fail`.
   * @throws CallOpsError 420 for a leg that is none; 404 where there is no such call; 410 before it is answered and after its
   *   party was transferred; 480 where all is held already; 491 where too much is waiting for this call.
   */
  callHold(request: HoldRequest): 'OK' {
    return this.change('hold', request)
  }

  /** Takes a call back from hold. @returns as {@link callHold}. @throws CallOpsError as {@link callHold}; 480 where nothing is held. */
  callUnhold(request: HoldRequest): 'OK' {
    return this.change('unhold', request)
  }

  /**
   * Says that a call which somebody placed takes the place of another, which may be over: how it fares is told as the other's
   * transfer. The calls themselves are left alone.
   * @param leg Which party stays; any text, told as it is. Default: as asked for, else `unknown`.
   * @returns 1 when it is so from now on; -1 where there is no such new call, or no call-id; -2 where the old call is not known.
   */
  callBlindReplace(newCallid: string, oldCallid: string, leg?: string): 1 | -1 | -2 {
    if (oldCallid === '') return -1
    const old = this.dialogTable.findRemembered(oldCallid)
    if (!old) return -2
    const fresh = this.dialogTable.findByCallid(newCallid)
    const [target] = fresh && fresh !== old ? legsOf(fresh) : []
    if (!fresh || !target) return -1
    const destination = uriOfParty(fresh.parties.callee)
    linkCall(this.parts, old, { callid: newCallid, leg: target, destination, stays: leg })
    return 1
  }

  /**
   * Takes a report about a transfer, as a SIP NOTIFY of the refer package has it. Reports that cannot be used are dropped: those
   * without a status line, and those before there is a new call.
   * @returns 0 when it was taken or dropped; -1 where there is no such call, or the body is longer than 4096 characters; -2 for
   *   another event package.
   */
  callTransferNotify(callid: string, notify: TransferNotify): 0 | -1 | -2 {
    const report = readNotify(notify)
    if (report.kind === 'not-refer') return -2
    const dialog = this.dialogTable.findRemembered(callid)
    if (!dialog || report.kind === 'unreadable') return -1
    if (report.kind === 'status') stepTransfer(this.parts, dialog, { kind: 'progress', status: report.status })
    return 0
  }

  /**
   * Dials. A destination that names a dialog (`;osid=…`) is a call in its place: how it fares is told as the other's transfer.
   * @param destination As for a blind transfer.
   * @returns its call-id, when its module has accepted the number.
   * @throws CellvoiceError INVALID_NUMBER for what is no number; as {@link Exchange.dial}.
   */
  async dial(destination: string, { line }: { readonly line?: LineWish } = {}): Promise<string> {
    const { number, uri, marker } = this.read(destination)
    if (number === null)
      throw new CellvoiceError('INVALID_NUMBER', { detail: JSON.stringify(destination.slice(0, 80)) })
    const leg = radioLeg(await this.parts.exchange.dial(number, line ? { line } : {}))
    const { callid } = this.dialogTable.of(leg)
    const old = marker && this.named(marker.value)
    if (old) linkCall(this.parts, old, { callid, leg, destination: marker?.uri ?? uri })
    return callid
  }

  /**
   * Ends a call, or forgets one whose party was transferred.
   * @throws CallOpsError 404 where there is none.
   */
  endDialog(callidOrDialogId: string): 'OK' {
    const dialog = this.dialogTable.findLive(callidOrDialogId)
    if (!dialog) throw refusal('no-requested-dialog')
    if (isShell(dialog)) this.dialogTable.end(dialog)
    this.later(() => Promise.all(legsOf(dialog).map(leg => leg.hangUp())))
    return 'OK'
  }

  /** Tells nothing any more. Calls stay as they are, but those that a transfer has placed and that nobody has answered yet. */
  close(): void {
    this.closing.abort()
    this.outlet.close()
    this.dialogTable.close()
  }

  private ask(callid: string, leg: 'caller' | 'callee', destination: string): Dialog {
    const dialog = this.dialogTable.findByCallid(callid)
    if (!dialog) throw refusal('no-dialog')
    if (!mayTransfer(dialog.transfer, this.parts.settings.compat)) throw refusal('pending')
    stepTransfer(this.parts, dialog, { kind: 'ask', leg, destination })
    return dialog
  }

  private change(action: HoldAction, { callid, leg = 'both' }: HoldRequest): 'OK' {
    if (leg !== 'caller' && leg !== 'callee' && leg !== 'both') throw refusal('bad-leg')
    const dialog = this.dialogTable.findByCallid(callid)
    if (!dialog) throw refusal('no-dialog')
    if (dialog.phase !== 'confirmed' || isShell(dialog)) throw refusal('not-ready')
    const plan = planHold(action, leg, dialog.holds)
    if (plan.length === 0) throw refusal(action === 'hold' ? 'all-held' : 'none-held')
    if (dialog.steps.isFull) throw refusal('pending')
    void dialog.steps.run(() => changeHold(this.parts, dialog, action, plan))
    return 'OK'
  }

  private read(destination: string) {
    return readDestination(destination, this.parts.settings.matchParam)
  }

  /** The dialog that a marker means, if there is one; in manual mode markers mean nothing. */
  private named(marker: string): Dialog | undefined {
    switch (this.parts.settings.mode) {
      case 'param':
        return this.dialogTable.live.find(({ dialogId }) => dialogId === marker)
      case 'callid':
        return this.dialogTable.findByCallid(marker)
      case 'manual':
        return undefined
    }
  }

  /** In a turn of its own, so that whoever asks has his reply first. */
  private later(work: () => unknown): void {
    const { clock, logger, closed } = this.parts
    clock.setTimer(0, async () => {
      if (closed.aborted) return
      try {
        await work()
      } catch (error) {
        logger.error(`an operation failed: ${error instanceof Error ? (error.stack ?? error.message) : error}`)
      }
    })
  }
}
