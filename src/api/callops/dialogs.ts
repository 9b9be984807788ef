import type { Clock } from '../../base/clock.ts'
import { type CallOpsExchange, isRadioLeg, type RadioLeg, radioLeg } from './call-ops-exchange.ts'
import { type Dialog, isShell, legsOf, newDialog, partiesOf } from './dialog.ts'
import { newDialogId } from './dialog-id.ts'
import { notHeld } from './hold/hold-mask.ts'

/** How many dialogs that have ended are remembered, and for how long: whatever is told of them late comes within seconds. */
const MAX_REMEMBERED = 64
const REMEMBERED_MS = 60_000

/** The dialogs of an exchange: one for each call on its lines, and those that transfers make. */
export class Dialogs {
  private readonly clock: Clock
  private readonly newCallid: () => string
  /** What the clock has to be given to tell Unix time. */
  private readonly epochMs: number
  private readonly known = new Set<Dialog>()
  private readonly past: { readonly dialog: Dialog; readonly endedMs: number }[] = []
  private readonly dialogOf = new Map<RadioLeg, Dialog>()
  private readonly followed = new WeakSet<RadioLeg>()
  private readonly stop: () => void
  private readonly exchange: CallOpsExchange
  private isTakingOver = false
  private count = 0

  constructor(exchange: CallOpsExchange, clock: Clock, newCallid: () => string) {
    this.exchange = exchange
    this.clock = clock
    this.newCallid = newCallid
    this.epochMs = Date.now() - clock.now()
    this.stop = exchange.onLeg(leg => {
      if (isRadioLeg(leg) && !this.isTakingOver) this.of(leg)
    })
    for (const leg of exchange.legs) if (isRadioLeg(leg)) this.of(leg)
  }

  /** Those that have not ended, oldest first. */
  get live(): readonly Dialog[] {
    return [...this.known]
  }

  /** By call-id or dialog id; one that has ended is found for a minute. */
  find(id: string): Dialog | undefined {
    return this.findLive(id) ?? this.remembered().find(dialog => isNamed(dialog, id))
  }

  /** By call-id or dialog id. */
  findLive(id: string): Dialog | undefined {
    return this.live.find(dialog => isNamed(dialog, id))
  }

  /** By call-id alone, as commands name dialogs. */
  findByCallid(callid: string): Dialog | undefined {
    return this.live.find(dialog => dialog.callid === callid)
  }

  /** As {@link findByCallid}, also up to a minute after its end. */
  findRemembered(callid: string): Dialog | undefined {
    return this.findByCallid(callid) ?? this.remembered().find(dialog => dialog.callid === callid)
  }

  /** The dialog of a leg; one that nobody has told of yet begins. */
  of(leg: RadioLeg): Dialog {
    return this.dialogOf.get(leg) ?? this.begin(partiesOf(leg))
  }

  /** A new dialog, which follows the legs of its far parties. */
  begin(parties: Dialog['parties'], callid: string = this.newCallid()): Dialog {
    const sequence = ++this.count
    const identity = { callid, dialogId: newDialogId(sequence), sequence, createdMs: this.nowMs() }
    const dialog = newDialog(identity, parties)
    this.known.add(dialog)
    this.resume(dialog)
    return dialog
  }

  /** Gives a dialog other parties, which are held by nobody. */
  replaceParties(dialog: Dialog, parties: Dialog['parties']): void {
    this.suspend(dialog)
    dialog.parties = parties
    dialog.holds = { caller: notHeld, callee: notHeld }
    this.resume(dialog)
  }

  /** What happens to the legs of a dialog means nothing to it until {@link resume}. */
  suspend(dialog: Dialog): void {
    for (const leg of legsOf(dialog)) if (this.dialogOf.get(leg) === dialog) this.dialogOf.delete(leg)
  }

  resume(dialog: Dialog): void {
    if (dialog.phase === 'ended') return
    for (const leg of legsOf(dialog)) {
      this.dialogOf.set(leg, dialog)
      this.follow(leg)
    }
    this.refresh(dialog)
  }

  /** The call of a leg under a new leg, which belongs to no dialog yet. */
  takeOver(leg: RadioLeg): RadioLeg {
    this.isTakingOver = true
    try {
      return radioLeg(this.exchange.takeOver(leg))
    } finally {
      this.isTakingOver = false
    }
  }

  /**
   * A party of `dialog` goes on in `successor`: it is empty, and stays until it is ended or `successor` has ended. A call that
   * moves on a second time leaves one such dialog, not two.
   */
  leaveShell(dialog: Dialog, parties: Dialog['parties'], successor: Dialog): void {
    this.replaceParties(dialog, parties)
    for (const shell of dialog.shells) this.end(shell)
    dialog.shells = []
    successor.shells = [...successor.shells, dialog]
  }

  /** It is over, whatever becomes of its legs. */
  end(dialog: Dialog): void {
    if (dialog.phase === 'ended') return
    this.suspend(dialog)
    dialog.phase = 'ended'
    this.known.delete(dialog)
    this.past.push({ dialog, endedMs: this.clock.now() })
    if (this.past.length > MAX_REMEMBERED) this.past.shift()
    for (const shell of dialog.shells) this.end(shell)
    dialog.shells = []
  }

  /** Dialogs stay as they are from now on. */
  close(): void {
    this.stop()
    this.dialogOf.clear()
  }

  private remembered(): readonly Dialog[] {
    while (this.past[0] && this.clock.now() - this.past[0].endedMs > REMEMBERED_MS) this.past.shift()
    return this.past.map(({ dialog }) => dialog)
  }

  private follow(leg: RadioLeg): void {
    if (this.followed.has(leg)) return
    this.followed.add(leg)
    leg.onState(() => {
      const dialog = this.dialogOf.get(leg)
      if (dialog) this.refresh(dialog)
    })
  }

  private refresh(dialog: Dialog): void {
    const legs = legsOf(dialog)
    // What is left of a dialog that was transferred away is not worth a word, but it can still be ended.
    if (isShell(dialog)) return
    if (legs.some(({ state }) => state === 'ended')) this.end(dialog)
    else if (dialog.phase === 'early' && legs.every(({ state }) => state === 'active' || state === 'held')) {
      dialog.phase = 'confirmed'
      dialog.startedMs = this.nowMs()
    }
  }

  private nowMs(): number {
    return Math.round(this.epochMs + this.clock.now())
  }
}

function isNamed(dialog: Dialog, id: string): boolean {
  return dialog.callid === id || dialog.dialogId === id
}
