import { type AnswerOptions, answer } from './calling/answer.ts'
import {
  callAndWait,
  onlyStart,
  type StartCallOptions,
  type StartOptions,
  toAddress,
  toService,
} from './calling/make-call.ts'
import { type RejectOptions, reject } from './calling/reject.ts'
import { hangUp } from './calling/release.ts'
import { type RingOptions, ring } from './calling/ring.ts'
import { type AnswerMachineOptions, waitForAnswerMachine } from './calling/wait-for-answer-machine.ts'
import { type WaitForOutgoingCallOptions, waitForIdle, waitForOutgoingCall } from './calling/wait-for-call.ts'
import type { ChannelParts } from './channel-parts.ts'
import { type ChannelSetup, channelParts } from './channel-setup.ts'
import { type ConferenceOptions, legToRoom } from './conference/leg-to-room.ts'
import { Details } from './details.ts'
import type { Diagnostic } from './diagnostics.ts'
import { connect, disconnect } from './joining/connect.ts'
import { retrieveTransferredCall, waitForTransferredCallRetrieval } from './joining/retrieve.ts'
import {
  retrievableTransfer,
  type TransferOptions,
  transferToConferenceRoom,
  transferToInboundService,
} from './joining/transfer-to.ts'
import type { WaitOptions } from './limits.ts'
import { DTMFDetector } from './media/dtmf-detector.ts'
import { DTMFPlayer } from './media/dtmf-player.ts'
import { FilePlayer } from './media/file-player.ts'
import { FileRecorder } from './media/file-recorder.ts'
import { hangup, refusal } from './refuse.ts'
import { ToneManager } from './tones/known-tones.ts'
import { TonePlayer } from './tones/tone-player.ts'
import type { Cause } from './words/cause.ts'
import { ChannelWords } from './words/channel-words.ts'
import type { State } from './words/state.ts'
import type { TransferCause } from './words/transfer-cause.ts'

/**
 * A telephone as a program has it: one call at a time, made, taken, joined to others and asked after. `exchange.channel()`
 * makes one. What can be told to a method besides its required arguments is one object of options.
 *
 * Methods that wait have `secondsTimeout` (null is without limit, 0 only looks) and `signal`. Called in a state that they
 * do not take they throw `Hangup` when the call is over, else `UASError`.
 */
export class CallChannel extends ChannelWords {
  /** Plays files and texts to the far end. */
  readonly filePlayer: FilePlayer
  /** Records the far end. */
  readonly fileRecorder: FileRecorder
  /** Sends keys to the far end. */
  readonly dtmfPlayer: DTMFPlayer
  /** Collects the keys of the far end. */
  readonly dtmfDetector: DTMFDetector
  /** The facts of the latest call. */
  readonly details: Details
  private readonly parts: ChannelParts

  constructor(setup: ChannelSetup) {
    super()
    this.parts = channelParts(setup)
    this.filePlayer = new FilePlayer(this.parts)
    this.fileRecorder = new FileRecorder(this.parts)
    this.dtmfPlayer = new DTMFPlayer(this.parts)
    this.dtmfDetector = new DTMFDetector(this.parts)
    this.details = new Details(this.parts.life)
  }

  /** Its name in the exchange: `channel-1`. */
  get id(): string {
    return this.parts.life.id
  }

  /** What was asked for and could not be done as asked, oldest first; the newest 64 are kept. */
  get diagnostics(): readonly Diagnostic[] {
    return this.parts.diagnostics.list
  }

  /** Hears of every change of the state. @returns how to stop. */
  on(_event: 'state', listener: (state: State) => void): () => void {
    return this.parts.life.onState(listener)
  }

  /**
   * Calls a number (`tel:441908273800`, international) or an inbound service (`loc:Voicemail`) and waits for the answer.
   * Not answered in time, the call is given up.
   * @returns ANSWERED; or IDLE, and {@link cause} says why.
   * @throws UASError unless the channel is IDLE.
   */
  call(callTo: string, options: StartCallOptions & WaitOptions = {}): Promise<State> {
    return callAndWait(this.parts, 'call', toAddress(this.parts, callTo, options), options, options)
  }

  /** As {@link call}, but waits only until the call has begun. @returns whether it has. */
  startCall(callTo: string, options: StartCallOptions = {}): Promise<boolean> {
    return onlyStart(this.parts, 'startCall', toAddress(this.parts, callTo, options), options)
  }

  /**
   * Waits until a started call is answered, or rings where that is enough.
   * @returns the state; after a time-out the call goes on.
   * @throws UASError unless the channel is CALL_OUTGOING, RING_OUTGOING or ANSWERED.
   */
  waitForOutgoingCall(options: WaitForOutgoingCallOptions = {}): Promise<State> {
    return waitForOutgoingCall(this.parts, options)
  }

  /**
   * Waits until the machine that answered records: a beep and silence, or a long silence.
   * @returns false when neither was heard within 10 s or the time given.
   * @throws Hangup when the call is over or ends; UASError unless it is ANSWERED, and where none of its sound reaches the host.
   */
  waitForAnswerMachine(options: AnswerMachineOptions = {}): Promise<boolean> {
    return waitForAnswerMachine(this.parts, options)
  }

  /**
   * Says that the call rings, and waits for a while.
   * @returns RING_INCOMING.
   * @throws Hangup when the call is over or ends; UASError unless it is CALL_INCOMING.
   */
  ring(options: RingOptions = {}): Promise<State> {
    return ring(this.parts, options)
  }

  /**
   * Answers the call.
   * @returns ANSWERED; another state where that took longer than 30 s and the call was given up.
   * @throws Hangup when the call is over or ends; UASError unless it is CALL_INCOMING or RING_INCOMING.
   */
  answer(options: AnswerOptions = {}): Promise<State> {
    return answer(this.parts, options)
  }

  /** Hangs up and waits until the call is cleared. @returns IDLE; another state after 60 s. */
  hangUp(): Promise<State> {
    return hangUp(this.parts)
  }

  /**
   * Rejects the call, or releases it where it is up, and waits until it is cleared.
   * @returns IDLE; another state after 60 s; ERROR for a raw cause that cannot be sent, and the call is as it was.
   * @throws UASError for a cause that no call is rejected with.
   */
  reject(options: RejectOptions = {}): Promise<State> {
    return reject(this.parts, options)
  }

  /** Waits until there is no call. @returns IDLE; another state after a time-out. */
  waitForIdle(options: WaitOptions = {}): Promise<State> {
    return waitForIdle(this.parts, options)
  }

  /** Where the call is. @throws Hangup in IDLE where that was asked for. */
  state({ checkForHangup = false }: { readonly checkForHangup?: boolean | undefined } = {}): State {
    const { life } = this.parts
    if (checkForHangup && life.isIdle) throw hangup(life, 'state')
    return life.state
  }

  /** Why the latest call was cleared; NORMAL while there is one. */
  cause(): Cause {
    return this.parts.life.cause
  }

  /**
   * Lets the far ends of two calls hear each other, until either is over or {@link disconnect} is called.
   * @returns whether they do.
   * @throws Hangup when this call is over; UASError unless both are ANSWERED, and when either is connected already, in a
   *   conference, or hears something that is played.
   */
  async connect(otherCall: CallChannel): Promise<boolean> {
    return connect(this.parts, this.partsOf('connect', otherCall))
  }

  /**
   * Parts two calls that {@link connect} has joined. Both stay up.
   * @returns whether they are apart; true also when the other call is over.
   * @throws Hangup when this call is over; UASError when it is not connected.
   */
  disconnect(): Promise<boolean> {
    return disconnect(this.parts)
  }

  /**
   * Calls an address on the other channel and joins the two calls when it answers; this one can be taken back.
   * @param otherCall IDLE.
   * @returns TRANSFERRED; else the state before, and {@link transferCause} says why.
   * @throws Hangup when this call is over or ends; UASError unless it is ANSWERED and the other IDLE.
   */
  async retrievableTransfer(
    otherCall: CallChannel,
    callTo: string | null | undefined,
    options: TransferOptions = {},
  ): Promise<State> {
    return retrievableTransfer(this.parts, this.partsOf('retrievableTransfer', otherCall), callTo, options)
  }

  /**
   * Takes a transferred call back; the call to the target stays up.
   * @returns ANSWERED; TRANSFERRED where that failed, and {@link transferCause} says why.
   * @throws Hangup when this call is over; UASError unless it is TRANSFERRED or was so until just now.
   */
  retrieveTransferredCall(): Promise<State> {
    return retrieveTransferredCall(this.parts)
  }

  /**
   * Waits until a transferred call is back because the target left.
   * @returns ANSWERED; TRANSFERRED after a time-out.
   * @throws Hangup when this call is over or ends.
   */
  waitForTransferredCallRetrieval(options: WaitOptions = {}): Promise<State> {
    return waitForTransferredCallRetrieval(this.parts, options)
  }

  /**
   * Transfers into a conference room, which is made by its first party; leaving it brings the call back.
   * @returns as {@link retrievableTransfer}, once the conference has started.
   */
  async transferToConferenceRoom(
    otherCall: CallChannel,
    conferenceRoomName: string,
    options: ConferenceOptions & WaitOptions = {},
  ): Promise<State> {
    const other = this.partsOf('transferToConferenceRoom', otherCall)
    return transferToConferenceRoom(this.parts, other, conferenceRoomName, options)
  }

  /** How the latest transfer ended. */
  transferCause(): TransferCause {
    return this.parts.life.transferCause
  }

  /** Calls a conference room and waits until the conference has started. @returns and throws as {@link call}. */
  callConferenceRoom(conferenceRoomName: string, options: ConferenceOptions & WaitOptions = {}): Promise<State> {
    return callAndWait(this.parts, 'callConferenceRoom', this.toRoom(conferenceRoomName, options), options)
  }

  /** As {@link callConferenceRoom}, but waits only until the call has begun. @returns whether it has. */
  startCallConferenceRoom(conferenceRoomName: string, options: ConferenceOptions = {}): Promise<boolean> {
    return onlyStart(this.parts, 'startCallConferenceRoom', this.toRoom(conferenceRoomName, options))
  }

  /** Calls an inbound service by its name. @returns and throws as {@link call}. */
  callInboundService(callTo: string, options: StartOptions & WaitOptions = {}): Promise<State> {
    return callAndWait(this.parts, 'callInboundService', toService(this.parts, callTo, options), options)
  }

  /** As {@link callInboundService}, but waits only until the call has begun. @returns whether it has. */
  startCallInboundService(callTo: string, options: StartOptions = {}): Promise<boolean> {
    return onlyStart(this.parts, 'startCallInboundService', toService(this.parts, callTo, options))
  }

  /** Transfers to an inbound service. @returns and throws as {@link retrievableTransfer}. */
  async transferToInboundService(
    otherCall: CallChannel,
    callTo: string,
    options: TransferOptions = {},
  ): Promise<State> {
    return transferToInboundService(this.parts, this.partsOf('transferToInboundService', otherCall), callTo, options)
  }

  /** Lets the channel play tones while a transfer rings. @returns true. */
  createTonePlayer(toneManager: ToneManager): true {
    if (!(toneManager instanceof ToneManager))
      throw refusal(this.parts.life, 'createTonePlayer', 'needs a tone manager')
    this.parts.tonePlayer = new TonePlayer(toneManager)
    return true
  }

  private toRoom(name: string, options: ConferenceOptions) {
    return (method: string) => legToRoom(this.parts, method, name, options, '')
  }

  private partsOf(method: string, other: CallChannel): ChannelParts {
    if (other instanceof CallChannel) return other.parts
    throw refusal(this.parts.life, method, 'needs another channel')
  }
}
