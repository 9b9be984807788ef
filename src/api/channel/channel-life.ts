import type { Logger } from '../../base/logger.ts'
import type { Leg, LegEnd, SentCause } from '../../exchange/leg.ts'
import { Listeners } from '../../exchange/listeners.ts'
import type { HeardMachine } from './calling/heard-machine.ts'
import { type Clearing, clearingOf, normalClearing } from './clearing.ts'
import { type Connection, unconnected } from './connection.ts'
import { CallFarEndType } from './words/call-far-end-type.ts'
import { Cause } from './words/cause.ts'
import { State } from './words/state.ts'
import { TransferCause } from './words/transfer-cause.ts'

/** 3GPP TS 24.008 10.5.4.11: normal call clearing. */
const NORMAL_CLEARING = 16

/** States that a leg which has become active leads out of; what the exchange does with the call is none of its business. */
const towardsAnswered: ReadonlySet<State> = new Set([
  State.CALL_OUTGOING,
  State.RING_OUTGOING,
  State.CALL_INCOMING,
  State.RING_INCOMING,
  State.ANSWERING,
  State.HOLDING,
  State.ON_HOLD,
])

/**
 * The call of a channel: its state, the leg that carries it, and how the latest one ended. Everything a channel does goes
 * through here, and whoever waits for something looks again at each change.
 */
export class ChannelLife {
  readonly id: string
  readonly logger: Logger
  /** Who probably answered. */
  farEndType: CallFarEndType = CallFarEndType.UNKNOWN
  /** Whether it is still being found out who answered. */
  isClassifying = false
  /** Who has listened since a machine answered, and to what; null where none is known to have. */
  machine: HeardMachine | null = null
  transferCause: TransferCause = TransferCause.NONE
  /** Of the latest call, over or not. */
  latestLeg: Leg | null = null
  /** How the latest call ended on its line; null while it has not. */
  legEnd: LegEnd | null = null
  private readonly states: Listeners<[State]>
  private readonly changes: Listeners<[]>
  private calls = 0
  private currentState: State = State.IDLE
  private currentLeg: Leg | null = null
  private currentConnection: Connection = unconnected
  private latestClearing: Clearing = normalClearing
  /** Set once we release the call: how that counts, and the number to send. */
  private releasing: { readonly as: Clearing; readonly number: number } | null = null

  constructor(id: string, logger: Logger) {
    this.id = id
    this.logger = logger
    this.states = new Listeners(`the states of ${id}`, logger)
    this.changes = new Listeners(`the changes of ${id}`, logger)
  }

  get state(): State {
    return this.currentState
  }

  /** Whether there is no call. */
  get isIdle(): boolean {
    return this.currentState === State.IDLE
  }

  /** Of the call there is; null while it is being placed and when there is none. */
  get leg(): Leg | null {
    return this.currentLeg
  }

  get clearing(): Clearing {
    return this.latestClearing
  }

  /** {@link clearing} as the contract has it: NORMAL as long as there is a call. */
  get cause(): Cause {
    return this.isIdle ? this.latestClearing.cause : Cause.NORMAL
  }

  get connection(): Connection {
    return this.currentConnection
  }

  set connection(connection: Connection) {
    this.currentConnection = connection
    this.changes.tell()
  }

  /** Whether we are ending the call. */
  get isReleasing(): boolean {
    return this.releasing !== null
  }

  /** Hears of every change of {@link state}. @returns how to stop. */
  onState(listener: (state: State) => void): () => void {
    return this.states.add(listener)
  }

  /** Hears of every change of anything here. @returns how to stop. */
  onChange(listener: () => void): () => void {
    return this.changes.add(listener)
  }

  /** For those who change something that others wait for. */
  noteChange(): void {
    this.changes.tell()
  }

  move(state: State, why: string): void {
    if (state === this.currentState) return
    this.logger.info(`${this.id}: ${this.currentState} -> ${state} (${why})`)
    this.currentState = state
    // First those who wait: who hears of the state may begin the next call at once, and they would miss the end of this one.
    this.changes.tell()
    this.states.tell(state)
  }

  /**
   * A call begins: nothing of the one before counts any more.
   * @returns what {@link isGoingOn} knows it by.
   */
  begin(state: State, why: string): number {
    this.calls++
    this.farEndType = CallFarEndType.UNKNOWN
    this.isClassifying = false
    this.machine = null
    this.latestLeg = null
    this.legEnd = null
    this.latestClearing = normalClearing
    this.releasing = null
    this.currentConnection = unconnected
    this.move(state, why)
    return this.calls
  }

  /** What {@link isGoingOn} knows the latest call by. */
  get call(): number {
    return this.calls
  }

  /** Whether it is still this call, and not over. */
  isGoingOn(call: number): boolean {
    return this.calls === call && !this.isIdle
  }

  /** The leg that carries the call from now on. One that nobody wants any more is released at once. */
  attach(leg: Leg): void {
    this.currentLeg = leg
    this.latestLeg = leg
    leg.onState(() => this.follow(leg))
    void leg.ended.then(end => this.finish(leg, end))
    this.follow(leg)
    if (this.releasing) void this.hangUp(leg, this.releasing.number)
  }

  /** The call came to nothing, or is over. */
  end(clearing: Clearing): void {
    this.latestClearing = this.releasing?.as ?? clearing
    this.currentLeg = null
    this.machine = null
    this.currentConnection = unconnected
    this.move(State.IDLE, `${this.latestClearing.cause} ${this.latestClearing.rawCause}`.trim())
  }

  /**
   * Releases the call; that it is over is told by its leg. The first to release says how it counts.
   * @param number 3GPP TS 24.008 10.5.4.11.
   * @returns what was sent; null where there is no leg yet, or the line did not take it.
   */
  async release(as: Clearing, number = NORMAL_CLEARING): Promise<SentCause | null> {
    if (this.isIdle) return null
    this.releasing ??= { as, number }
    if (this.currentLeg) return this.hangUp(this.currentLeg, number)
    // Without a leg and nothing that could bring one there is nothing to wait for.
    if (this.currentState !== State.CALL_OUTGOING) this.end(as)
    return null
  }

  /** The state by the leg alone, once the exchange has given the call back. */
  settle(why: string): void {
    if (this.isIdle) return
    this.move(this.currentLeg?.state === 'held' ? State.ON_HOLD : State.ANSWERED, why)
  }

  private follow(leg: Leg): void {
    if (this.currentLeg !== leg) return
    const { state } = this
    if (leg.state === 'active' && towardsAnswered.has(state)) this.move(State.ANSWERED, 'through')
    else if (leg.state === 'alerting' && state === State.CALL_OUTGOING) this.move(State.RING_OUTGOING, 'rings there')
    else if (leg.state === 'held' && state === State.ANSWERED) this.move(State.ON_HOLD, 'held')
    // An end is told with its cause; but those who wait look again.
    else this.changes.tell()
  }

  private finish(leg: Leg, end: LegEnd): void {
    if (this.currentLeg !== leg) return
    this.legEnd = end
    // A module that is lost ends a call in its own way, whatever we were about to do.
    if (end.endedBy === 'module') this.releasing = null
    this.end(clearingOf(end))
  }

  private async hangUp(leg: Leg, number: number): Promise<SentCause | null> {
    try {
      return await leg.hangUp(number)
    } catch (error) {
      this.logger.warn(`${this.id}: ${leg.id} was not hung up: ${error instanceof Error ? error.message : error}`)
      return null
    }
  }
}
