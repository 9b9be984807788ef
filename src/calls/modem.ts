import { type Observable, Subject } from 'rxjs'
import { type Clock, systemClock } from '../base/clock.ts'
import { CellvoiceError } from '../base/error.ts'
import { silentLogger } from '../base/logger.ts'
import { answer } from '../commands/answer.ts'
import { type HoldOperation, holdOperation } from '../commands/chld.ts'
import type { CommandDeclaration } from '../commands/conversation.ts'
import { hangUp, hookControl } from '../commands/hang-up.ts'
import { rawCommand } from '../commands/raw.ts'
import type { CapabilityRecord } from '../modem/capability-record.ts'
import type { ModemIdentity } from '../modem/identify.ts'
import type { LinkState } from '../modem/link-state.ts'
import { ModemLink } from '../modem/modem-link.ts'
import type { Profile } from '../modem/profile.ts'
import { assertDialable, type DialOptions } from './assert-dialable.ts'
import { Call } from './call.ts'
import type { CallEvent } from './call-event.ts'
import { type CallSnapshot, snapshotOf } from './call-record.ts'
import { CallTracker } from './call-tracker.ts'
import { dialCall } from './dial-call.ts'
import { EffectWatch } from './effect-watch.ts'
import type { ModemEvent } from './modem-event.ts'
import type { ModemOptions } from './modem-options.ts'
import { releaseCall } from './release-call.ts'
import { type ServiceAnswer, ussd } from './ussd.ts'

/**
 * A cellular module that makes and takes calls. States come from what the module tells, never from the OK of a command.
 */
export class Modem {
  private readonly clock: Clock
  private readonly link: ModemLink
  private readonly tracker: CallTracker
  private readonly effects: EffectWatch
  private readonly subject = new Subject<ModemEvent>()
  private readonly known = new Map<number, Call>()
  private dialling = false
  private answering: Promise<void> | undefined

  constructor({ transport, clock = systemClock, logger = silentLogger, answerLimitMs, accept }: ModemOptions) {
    this.clock = clock
    this.link = new ModemLink({
      transport,
      clock,
      logger,
      ...(answerLimitMs === undefined ? {} : { answerLimitMs }),
      ...(accept && { accept }),
      listener: {
        onMessage: (message, line) => {
          this.tracker.takeMessage(message)
          this.effects.look(this.tracker.table)
          this.subject.next({ kind: 'message', message, line })
        },
        onUnknownLine: line => this.subject.next({ kind: 'unknown-line', line }),
        onSent: (declaration, args) => {
          this.effects.noteSent(declaration, args, this.tracker.table)
          this.tracker.takeSent(declaration, args)
        },
        onExchange: exchange => {
          this.effects.stop()
          this.tracker.takeExchange(exchange)
        },
        onState: state => this.noteState(state),
      },
    })
    this.effects = new EffectWatch(clock, declaration => this.link.assumeDone(declaration))
    this.tracker = new CallTracker({ execute: this.link.execute, clock, logger, emit: event => this.take(event) })
  }

  /** Everything that happens, as it happens: calls, the line, unsolicited lines. Completes when the modem is closed. */
  get events$(): Observable<ModemEvent> {
    return this.subject.asObservable()
  }

  /** Where the line is: opening, bringing-up, ready, restarting, lost, closed. */
  get state(): LinkState {
    return this.link.state
  }

  /** What the module says it is: manufacturer, model, revision, IMEI. */
  get identity(): ModemIdentity {
    return this.link.identity
  }

  /** What was asked of the module and what it answered. */
  get capabilities(): CapabilityRecord {
    return this.link.capabilities
  }

  /** The facts known about this kind of module, each with its source. */
  get profile(): Profile {
    return this.link.profile
  }

  /** The calls that exist, oldest first. */
  get calls(): readonly Call[] {
    return this.tracker.table.calls
      .filter(call => call.announced)
      .map(call => this.callOf(call.key))
      .filter(call => call !== undefined)
  }

  /** Opens the line and sets the module up. @throws CellvoiceError see {@link openModem}. */
  async open(): Promise<void> {
    await this.link.open()
    // Being ready had the list asked; the calls it shows belong to an open modem.
    await this.tracker.askList()
  }

  /** Closes the line. Calls that are up stay up on the module, and are over for this program. Harmless when closed. */
  async close(): Promise<void> {
    this.tracker.stop()
    await this.link.close()
    this.subject.complete()
    // Nobody is told any more, but whoever waits for the end of a call must not wait for ever.
    this.tracker.take({ kind: 'lost', reason: 'the modem was closed' })
  }

  /**
   * Dials. Resolves with the call when the module accepted, which is not yet ringing: see `call.state`. Where the answer was
   * lost, the list of calls says whether it did.
   * @param number an optional leading +, then 1-40 of `0-9 * # A B C`; no service code, which would switch services.
   * @throws CellvoiceError INVALID_NUMBER (nothing was sent); DIAL_REFUSED with `context.cause`, BARRED for an emergency
   *   number that was not allowed (nothing was sent); AT_TIMEOUT when there is neither an answer nor a call; PORT_LOST.
   */
  async dial(number: string, { emergency, ...how }: DialOptions = {}): Promise<Call> {
    const args = { ...how, number }
    assertDialable(args, emergency)
    if (this.dialling) throw new CellvoiceError('DIAL_REFUSED', { detail: 'another number is being dialled' })
    this.dialling = true
    this.tracker.dialledKey = undefined
    const dialled = () => {
      const { dialledKey } = this.tracker
      return dialledKey === undefined ? undefined : this.callOf(dialledKey)
    }
    try {
      return await dialCall(this.link.execute, args, { dialled, askList: () => this.tracker.askList() })
    } finally {
      this.dialling = false
    }
  }

  /**
   * Answers the call that rings or waits.
   * @throws CellvoiceError NO_SUCH_CALL when none does; see {@link Call.answer}.
   */
  async answer(): Promise<Call> {
    const call = this.calls.find(one => one.state === 'incoming') ?? this.calls.find(one => one.state === 'waiting')
    if (!call) throw new CellvoiceError('NO_SUCH_CALL', { detail: 'no call rings' })
    await call.answer()
    return call
  }

  /**
   * Ends all calls: active, held, waiting and ringing (AT+CHUP, or ATH where that is refused). Harmless when there are none.
   * @throws CellvoiceError AT_ERROR, AT_TIMEOUT, PORT_LOST.
   */
  async hangUpAll(): Promise<void> {
    try {
      await this.link.execute(hangUp, undefined)
    } catch (error) {
      if (!CellvoiceError.is(error, 'AT_ERROR')) throw error
      await this.link.execute(hookControl, undefined)
    }
  }

  /**
   * Acts on several calls: swap, join, release, transfer (27.007 7.13, 22.030 6.5.5). What came of it is told by events.
   * @throws CellvoiceError AT_ERROR, AT_TIMEOUT, PORT_LOST.
   */
  holdOperation(operation: HoldOperation): Promise<void> {
    return this.link.execute(holdOperation, operation)
  }

  /**
   * Sends a command line of your own and resolves with its answer lines.
   * @param line one line of printable ASCII, `AT+CSQ`.
   * @param limitMs how long the answer may take. Default 180 000.
   * @throws CellvoiceError INVALID_ARGUMENT (nothing was sent), AT_ERROR, AT_TIMEOUT, PORT_LOST.
   */
  async command(line: string, limitMs?: number): Promise<readonly string[]> {
    return this.link.execute(rawCommand(line, limitMs), undefined)
  }

  /**
   * Sends a command of the dictionary (`commands`) and resolves with its decoded answer.
   * @throws CellvoiceError INVALID_ARGUMENT (nothing was sent), AT_ERROR, AT_TIMEOUT, AT_MALFORMED, PORT_LOST.
   */
  execute<Args, Result>(declaration: CommandDeclaration<Args, Result>, args: Args): Promise<Result> {
    return this.link.execute(declaration, args)
  }

  /**
   * Sends a service code: forwarding, barring and the like as their own commands (22.030 6.5), the rest as USSD.
   * @param code `*#21#`, `*100#`.
   * @throws CellvoiceError INVALID_ARGUMENT for what is no service code (nothing was sent); AT_ERROR, AT_TIMEOUT, PORT_LOST.
   */
  ussd(code: string): Promise<ServiceAnswer> {
    return ussd(this, this.clock, code)
  }

  private noteState(state: LinkState): void {
    if (state.kind === 'lost') this.tracker.take({ kind: 'lost', reason: state.reason.code })
    if (state.kind === 'restarting') this.tracker.take({ kind: 'restart', line: state.line })
    this.subject.next({ kind: 'link', state })
    if (state.kind === 'ready') void this.tracker.askList()
  }

  private take(event: CallEvent): void {
    const call = event.kind === 'notification' ? null : this.callFor(event.call)
    if (call && event.kind === 'ended') call.leave(event.call)
    this.subject.next({ kind: 'call', call, event })
    if (event.kind === 'cause' && call) {
      this.known.delete(event.call.key)
      call.finish({ endedBy: event.endedBy, cause: event.cause })
    }
  }

  /** The call behind a key: live, told of or not, or just over. */
  private callOf(key: number): Call | undefined {
    const record = this.tracker.table.calls.find(call => call.key === key)
    if (record) return this.callFor(snapshotOf(record))
    const known = this.known.get(key)
    if (known) return known
    const ended = this.tracker.table.recent.find(call => call.snapshot.key === key)
    if (!ended) return undefined
    const call = this.callFor(ended.snapshot)
    this.known.delete(key)
    call.finish(ended)
    return call
  }

  private callFor(snapshot: CallSnapshot): Call {
    const known = this.known.get(snapshot.key)
    if (known) return known
    const call = new Call(snapshot, {
      look: key => {
        const record = this.tracker.table.calls.find(one => one.key === key)
        return record && snapshotOf(record)
      },
      answer: one => this.answerCall(one),
      hangUp: one => this.hangUpCall(one),
      hold: one => this.swapCall(one, 'active'),
      resume: one => this.swapCall(one, 'held'),
    })
    this.known.set(snapshot.key, call)
    return call
  }

  private answerCall(call: Call): Promise<void> {
    if (call.state === 'incoming') return this.answerRinging()
    // 27.007 7.13: ATA is for a single ringing call, a waiting one is taken by holding the other.
    if (call.state === 'waiting') return this.holdOperation({ kind: 'swap' })
    return Promise.reject(wrongState(call, 'incoming or waiting'))
  }

  /** Asked twice, the ringing call is answered once: a second ATA would find nothing to answer. */
  private answerRinging(): Promise<void> {
    this.answering ??= this.link.execute(answer, undefined).finally(() => {
      this.answering = undefined
    })
    return this.answering
  }

  private hangUpCall(call: Call): Promise<void> {
    return releaseCall(this.link.execute, this.clock, {
      call: () => call.snapshot,
      callCount: () => this.tracker.table.calls.length,
      ended: call.ended,
    })
  }

  private swapCall(call: Call, from: 'active' | 'held'): Promise<void> {
    if (call.state !== from) return Promise.reject(wrongState(call, from))
    return this.holdOperation({ kind: 'swap' })
  }
}

function wrongState(call: Call, expected: string): CellvoiceError {
  return new CellvoiceError('WRONG_CALL_STATE', { detail: `call ${call.index} is ${call.state}, not ${expected}` })
}
