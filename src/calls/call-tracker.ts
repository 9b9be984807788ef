import type { CancelTimer, Clock } from '../base/clock.ts'
import { CellvoiceError } from '../base/error.ts'
import type { Logger } from '../base/logger.ts'
import { extendedErrorReport } from '../commands/ceer.ts'
import { listCurrentCalls } from '../commands/clcc.ts'
import type { CommandDeclaration, Exchange } from '../commands/conversation.ts'
import type { Message } from '../commands/dictionary.ts'
import type { ModemExecute } from '../modem/modem-execute.ts'
import type { CallEvent } from './call-event.ts'
import { type CallTable, emptyTable } from './call-table.ts'
import type { Evidence } from './evidence.ts'
import { evidenceOfExchange, evidenceOfSending } from './evidence-of-exchange.ts'
import { evidenceOfMessage } from './evidence-of-message.ts'
import { reduce } from './reduce.ts'
import { BURST_MS, LIST_DOUBT_MS, LIST_GAP_MS, OVERDUE_MS, POLL_IDLE_MS, POLL_MS } from './timing.ts'

/**
 * Keeps the call table of one module: feeds the reducer with what is seen, and asks the module what must be asked: the
 * list of calls after each change and regularly while there are calls, and the cause right after an end.
 */
export class CallTracker {
  private readonly execute: ModemExecute
  private readonly clock: Clock
  private readonly logger: Logger
  private readonly emit: (event: CallEvent) => void
  private state: CallTable = emptyTable
  private listing: Promise<void> | undefined
  private listAgain = false
  private lastListMs = Number.NEGATIVE_INFINITY
  private poll: { readonly dueMs: number; readonly cancel: CancelTimer } | undefined
  private cancelOverdue: CancelTimer | undefined
  private stopped = false
  /** The key of the call that our last ATD stands for. */
  dialledKey: number | undefined

  constructor(options: { execute: ModemExecute; clock: Clock; logger: Logger; emit: (event: CallEvent) => void }) {
    this.execute = options.execute
    this.clock = options.clock
    this.logger = options.logger
    this.emit = options.emit
  }

  /** All that is known now. */
  get table(): CallTable {
    return this.state
  }

  takeMessage(message: Message): void {
    const evidence = evidenceOfMessage(message)
    if (evidence) this.take(evidence)
  }

  takeSent(declaration: CommandDeclaration<unknown, unknown>, args: unknown): void {
    const evidence = evidenceOfSending(declaration, args)
    if (!evidence) return
    if (evidence.kind === 'dial-sent') this.dialledKey = this.state.nextKey
    this.take(evidence)
  }

  takeExchange(exchange: Exchange): void {
    const evidence = evidenceOfExchange(exchange)
    if (evidence) this.take(evidence)
    // A command that controls calls may have changed some that were not known: CHLD=2 also takes a call whose ring was lost.
    else if (exchange.declaration.urgent) this.scheduleList(BURST_MS)
  }

  /** Works in a piece of evidence and tells what came of it. */
  take(evidence: Evidence): void {
    const { table, events } = reduce(this.state, evidence, this.clock.now())
    this.state = table
    for (const event of events) {
      this.log(event)
      this.emit(event)
      if (event.kind === 'ended') this.askCause(event.call.key)
    }
    this.watch(evidence)
  }

  /** Asks the list of calls as soon as the line is free; resolves when it was read or could not be. */
  askList(): Promise<void> {
    if (this.listing) this.listAgain = true
    else this.listing = this.readList()
    return this.listing ?? Promise.resolve()
  }

  /** Asks nothing more: the tracker only looks on. */
  stop(): void {
    this.stopped = true
    this.cancelPoll()
    this.cancelOverdue?.()
  }

  private watch(evidence: Evidence): void {
    if (this.stopped) return
    this.watchOverdue()
    if (evidence.kind === 'restart' || evidence.kind === 'lost') {
      this.cancelPoll()
    } else if (evidence.kind !== 'list' && evidence.kind !== 'dial-sent' && evidence.kind !== 'cause-report') {
      this.scheduleList(BURST_MS)
    }
  }

  private async readList(): Promise<void> {
    this.lastListMs = this.clock.now()
    const callsBefore = this.state.calls.length
    let hasCalls = false
    let isGone = false
    let leavesOut = false
    try {
      const listed = await this.execute(listCurrentCalls, undefined)
      hasCalls = listed.some(call => call.mode === 'voice')
      leavesOut = this.state.calls.some(call => call.missed)
    } catch (error) {
      this.logger.debug(`the list of calls could not be read: ${error}`)
      isGone = !CellvoiceError.is(error, 'AT_ERROR') && !CellvoiceError.is(error, 'AT_TIMEOUT')
    }
    this.listing = undefined
    const again = this.listAgain
    this.listAgain = false
    // A call that the list left out is over only if the next one leaves it out, too: who waits for its end waits no longer than that.
    if (leavesOut) this.scheduleList(BURST_MS, BURST_MS)
    else if (again) this.scheduleList(BURST_MS)
    // A listed call may not yet be in the table, where it looks like one that just ended.
    else if (hasCalls || this.state.calls.length > 0) this.scheduleList(POLL_MS)
    else if (!isGone) this.scheduleList(callsBefore > 0 ? LIST_DOUBT_MS : POLL_IDLE_MS)
  }

  /** Sees to it that the list is asked in `delayMs` at the latest; an earlier plan stands, so floods cannot put it off. */
  private scheduleList(delayMs: number, gapMs = LIST_GAP_MS): void {
    if (this.stopped) return
    if (this.listing) {
      this.listAgain = true
      return
    }
    const nowMs = this.clock.now()
    const dueMs = Math.max(nowMs + delayMs, this.lastListMs + gapMs)
    if (this.poll && this.poll.dueMs <= dueMs) return
    this.poll?.cancel()
    const cancel = this.clock.setTimer(dueMs - nowMs, () => {
      this.poll = undefined
      void this.askList()
    })
    this.poll = { dueMs, cancel }
  }

  private cancelPoll(): void {
    this.poll?.cancel()
    this.poll = undefined
  }

  private watchOverdue(): void {
    const incomplete = this.state.calls.some(call => !call.announced && call.origin !== 'dial-sent')
    if (!incomplete) {
      this.cancelOverdue?.()
      this.cancelOverdue = undefined
    } else {
      this.cancelOverdue ??= this.clock.setTimer(OVERDUE_MS, () => {
        this.cancelOverdue = undefined
        this.take({ kind: 'overdue' })
      })
    }
  }

  /** The answer comes back as an exchange; only where there is none at all is it told here. */
  private askCause(key: number): void {
    if (this.stopped || !this.state.recent.some(ended => ended.snapshot.key === key && !ended.settled)) return
    this.execute(extendedErrorReport, undefined).catch(() => this.take({ kind: 'cause-report', key, text: null }))
  }

  private log(event: CallEvent): void {
    if (event.kind === 'state') {
      this.logger.info(`call ${event.call.key}: ${event.from ?? 'new'} -> ${event.call.state} (${event.why})`)
    } else if (event.kind === 'ended') {
      this.logger.info(`call ${event.call.key}: ${event.from ?? 'new'} -> ended by ${event.endedBy} (${event.why})`)
    }
  }
}
