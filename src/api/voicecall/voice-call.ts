import { type Clock, systemClock } from '../../base/clock.ts'
import { CellvoiceError } from '../../base/error.ts'
import { type Logger, silentLogger } from '../../base/logger.ts'
import type { Call } from '../../calls/call.ts'
import type { CallEvent } from '../../calls/call-event.ts'
import type { Modem } from '../../calls/modem.ts'
import type { ModemEvent } from '../../calls/modem-event.ts'
import { switchChannel } from './audio-channel.ts'
import { AutoAnswer } from './auto-answer.ts'
import { callBearer } from './call-bearer.ts'
import { CallVolume } from './call-volume.ts'
import { type CallbackForm, type CallFamily, callbackArguments } from './callback-arguments.ts'
import { type CallbackArguments, csCodes } from './callback-codes.ts'
import { CallbackQueue } from './callback-queue.ts'
import { type DtmfCallback, DtmfDetection } from './dtmf-detection.ts'
import { type ForwardingStatus, forward, forwardingStatus } from './forwarding.ts'
import { sendDtmf } from './send-dtmf.ts'

/** 0 done, -1 failed; why is in {@link VoiceCall.lastError}. */
export type Status = 0 | -1

/** A user's callback. One that returns a promise is waited for before the next event. */
export type VoiceCallCallback = (args: CallbackArguments) => unknown

/** How {@link VoiceCall} behaves where the contract leaves it open or firmware differs. */
export interface VoiceCallOptions extends Partial<CallbackForm> {
  /** Which codes tell of calls: those of VoLTE, of circuit switched calls, or of old firmware. Default: as the call is carried. */
  readonly family?: 'auto' | CallFamily
  /** Also deliver codes 1 and 5, which are documented and which no public firmware delivers. Default false. */
  readonly undeliveredCodes?: boolean
  readonly logger?: Logger
  readonly clock?: Clock
}

/**
 * QuecPython's `voiceCall` on a modem: the same functions, the same 0 and -1, the same callback codes. No function
 * throws; bad arguments give -1 and put nothing on the wire.
 *
 *     const voiceCall = new VoiceCall(modem)
 *     voiceCall.setCallback(args => console.log(args))
 *     await voiceCall.callStart('10086')
 */
export class VoiceCall {
  /** Why the last function that gave -1 did so, or what the callback threw last; null before. */
  lastError: CellvoiceError | null = null
  private readonly modem: Modem
  private readonly logger: Logger
  private readonly form: CallbackForm
  private readonly family: 'auto' | CallFamily
  private readonly undeliveredCodes: boolean
  private readonly queue: CallbackQueue
  private readonly dtmf: DtmfDetection
  private readonly volume: CallVolume
  private callback: VoiceCallCallback | null = null
  /** The family of each call, settled at its first event: a call never mixes codes. */
  private readonly families = new Map<number, CallFamily>()
  private bearer: CallFamily = 'volte'
  private bearerAsked: Promise<void> = Promise.resolve()
  private readonly subscription: { unsubscribe(): void }
  private readonly autoAnswer: AutoAnswer
  private autoCancel: 0 | 1 = 0

  constructor(modem: Modem, options: VoiceCallOptions = {}) {
    this.modem = modem
    this.logger = options.logger ?? silentLogger
    const answer = (call: Call) => void this.attempt('autoAnswer', () => call.answer())
    this.autoAnswer = new AutoAnswer(options.clock ?? systemClock, answer)
    this.family = options.family ?? 'auto'
    this.undeliveredCodes = options.undeliveredCodes ?? false
    this.form = {
      callStatusEncoding: options.callStatusEncoding ?? 'dsci',
      releaseDirection: options.releaseDirection ?? false,
    }
    this.queue = new CallbackQueue(error => this.noteCallbackError(error))
    this.dtmf = new DtmfDetection(modem)
    this.volume = new CallVolume(modem)
    this.subscription = modem.events$.subscribe(event => this.take(event))
    if (modem.state.kind === 'ready') this.askBearer()
  }

  /**
   * Registers the callback; the last registration wins, null takes it away. It may be slow or throw: events wait for it,
   * in order. Should 256 wait, the states in between of a call give way to its newest: its end always arrives.
   */
  setCallback(callback: VoiceCallCallback | null | undefined): Status {
    if (callback !== null && callback !== undefined && typeof callback !== 'function') {
      return this.refuse('setCallback', 'the callback is not a function')
    }
    this.callback = callback ?? null
    return 0
  }

  /** Dials; 0 means that dialling was accepted, and the callback tells the rest. */
  callStart(phonenum: string): Promise<Status> {
    return this.attempt('callStart', async () => {
      // A dial overtakes questions, but the first callback needs their answer.
      await this.bearerAsked
      await this.modem.dial(phonenum)
    })
  }

  /** Answers the call that rings; one that waits is taken and the active one held. -1 when none does. */
  async callAnswer(): Promise<Status> {
    const status = await this.attempt('callAnswer', () => this.modem.answer())
    if (status === -1 && this.undeliveredCodes && this.lastError?.code === 'AT_ERROR') {
      this.tell(null, [csCodes.answerFailed])
    }
    return status
  }

  /** Ends all calls, rejects one that rings, cancels a dial. Harmless without a call. */
  callEnd(): Promise<Status> {
    return this.attempt('callEnd', () => this.modem.hangUpAll())
  }

  /** Answers incoming calls after `seconds` (1-255) of ringing; 0 switches it off, also for a call that rings. Not for waiting calls. */
  setAutoAnswer(seconds: number): Status {
    if (!Number.isInteger(seconds) || seconds < 0 || seconds > 255) {
      return this.refuse('setAutoAnswer', 'seconds is not a whole number from 0 to 255')
    }
    this.autoAnswer.set(seconds)
    return 0
  }

  /** 1 hangs up every incoming call at once, after its callback; 0 stops that. Comes before auto answer. */
  setAutoCancel(enable: 0 | 1): Status {
    if (enable !== 0 && enable !== 1) return this.refuse('setAutoCancel', 'enable is neither 0 nor 1')
    this.autoCancel = enable
    return 0
  }

  /** Whether incoming calls are hung up: 1 or 0. */
  getAutoCancelStatus(): 0 | 1 {
    return this.autoCancel
  }

  /**
   * Sends DTMF tones to the far end of the active call.
   * @param dtmf 1-32 of `0-9 A-D * #`.
   * @param duration 100-1000 ms a tone, rounded to tenths of a second.
   */
  startDtmf(dtmf: string, duration: number): Promise<Status> {
    return this.attempt('startDtmf', () => sendDtmf(this.modem, dtmf, duration))
  }

  /** Switches the detection of the far end's keys on (1) or off (0); -1 where the module has no detector. */
  async dtmfDetEnable(enable: 0 | 1): Promise<Status> {
    if (enable !== 0 && enable !== 1) return this.refuse('dtmfDetEnable', 'enable is neither 0 nor 1')
    return this.attempt('dtmfDetEnable', () => this.dtmf.enable(enable === 1))
  }

  /** Registers the DTMF callback, which is given one key as text; before or after enabling. Null takes it away. */
  dtmfSetCb(callback: DtmfCallback | null | undefined): Status {
    if (callback !== null && callback !== undefined && typeof callback !== 'function') {
      return this.refuse('dtmfSetCb', 'the callback is not a function')
    }
    this.dtmf.setCallback(callback ?? null)
    return 0
  }

  /**
   * Changes call forwarding in the network; {@link getFw} reads it.
   * @param reason 0 unconditional, 1 busy, 2 no reply, 3 not reachable.
   * @param fwmode 0 deactivate, 1 activate, 2 query (0 if the network answered), 3 register, 4 erase.
   * @param phonenum where calls go; needed to register.
   */
  setFw(reason: number, fwmode: number, phonenum?: string): Promise<Status> {
    return this.attempt('setFw', () => forward(this.modem, reason, fwmode, phonenum))
  }

  /** What the network says of forwarding for `reason` (0-3), for each group of classes; -1 if it did not say. Ours: the contract has no way to read it. */
  async getFw(reason: number): Promise<readonly ForwardingStatus[] | -1> {
    let rows: readonly ForwardingStatus[] = []
    const status = await this.attempt('getFw', async () => {
      rows = await forwardingStatus(this.modem, reason)
    })
    return status === 0 ? rows : -1
  }

  /** Switches where call audio comes out: 0 handset, 1 headset, 2 loudspeaker; -1 where the board has no such channel. */
  setChannel(device: number): Promise<Status> {
    return this.attempt('setChannel', () => switchChannel(this.modem, device))
  }

  /** The call volume, 0-11: the value that was set as long as the module still has its level; -1 if it does not answer. */
  async getVolume(): Promise<number> {
    let value = -1
    await this.attempt('getVolume', async () => {
      value = await this.volume.get()
    })
    return value
  }

  /** Sets the call volume, 0-11, over the range the module has. */
  setVolume(volume: number): Promise<Status> {
    return this.attempt('setVolume', () => this.volume.set(volume))
  }

  /** Takes the callbacks and auto answer off the modem, which stays open. */
  close(): void {
    this.subscription.unsubscribe()
    this.autoAnswer.set(0)
    this.callback = null
  }

  private take(event: ModemEvent): void {
    if (event.kind === 'link' && event.state.kind === 'ready') {
      this.askBearer()
      void this.attempt('dtmfDetEnable', () => this.dtmf.restore())
      if (this.undeliveredCodes) this.tell(null, [csCodes.initialised])
    } else if (event.kind === 'message' && event.message.kind === 'registration') {
      this.askBearer()
    } else if (event.kind === 'message' && event.message.kind === 'tone') {
      const deliver = this.dtmf.delivery(event.message.tone)
      if (deliver) this.queue.push(null, deliver)
    } else if (event.kind === 'call' && event.call) {
      this.deliver(event.event, event.call)
      this.actOn(event.event, event.call)
      if (event.event.kind === 'cause') this.families.delete(event.call.key)
    }
  }

  private deliver(event: CallEvent, call: Call): void {
    const family = this.families.get(call.key) ?? (this.family === 'auto' ? this.bearer : this.family)
    this.families.set(call.key, family)
    const args = callbackArguments(event, family, this.form)
    if (args) this.tell(call.key, args)
  }

  /** Events before the first registration are lost; a callback that was taken away gets nothing more. */
  private tell(key: number | null, args: CallbackArguments): void {
    if (this.callback) this.queue.push(key, () => this.callback?.(args))
  }

  /** Auto cancel and auto answer look at calls that begin to ring; auto answer forgets them when they stop. */
  private actOn(event: CallEvent, call: Call): void {
    if (event.kind !== 'state' && event.kind !== 'ended') return
    if (event.kind === 'ended' || event.from !== null) this.autoAnswer.noteChange(call)
    else if (call.direction === 'outgoing') return
    else if (this.autoCancel === 1) void this.attempt('autoCancel', () => call.hangUp())
    else this.autoAnswer.noteRinging(call)
  }

  private askBearer(): void {
    if (this.family !== 'auto') return
    this.bearerAsked = callBearer(this.modem).then(bearer => {
      this.bearer = bearer
    })
  }

  private async attempt(name: string, action: () => Promise<unknown>): Promise<Status> {
    try {
      await action()
      return 0
    } catch (error) {
      return this.fail(name, CellvoiceError.is(error) ? error : new CellvoiceError('PORT_FAILED', { cause: error }))
    }
  }

  private refuse(name: string, detail: string): Status {
    return this.fail(name, new CellvoiceError('INVALID_ARGUMENT', { detail }))
  }

  private fail(name: string, error: CellvoiceError): Status {
    this.lastError = error
    this.logger.warn(`${name} gives -1: ${error.message}`)
    return -1
  }

  private noteCallbackError(error: unknown): void {
    this.lastError = CellvoiceError.is(error)
      ? error
      : new CellvoiceError('CALLBACK_FAILED', { detail: String(error), cause: error })
    this.logger.error(this.lastError.message)
  }
}
