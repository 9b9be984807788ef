import { systemClock } from '../../base/clock.ts'
import type { CellvoiceError } from '../../base/error.ts'
import { type Logger, silentLogger } from '../../base/logger.ts'
import type { Call } from '../../calls/call.ts'
import type { CallEvent } from '../../calls/call-event.ts'
import type { Modem } from '../../calls/modem.ts'
import type { ModemEvent } from '../../calls/modem-event.ts'
import { fetchPending } from '../../exchange/recording/pending-recordings.ts'
import { switchChannel } from './audio-channel.ts'
import { AutoAnswer } from './auto-answer.ts'
import { CallCallbacks, type VoiceCallCallback } from './call-callbacks.ts'
import { CallVolume } from './call-volume.ts'
import { csCodes } from './callback-codes.ts'
import { type DtmfCallback, DtmfDetection } from './dtmf-detection.ts'
import { type ForwardingStatus, forward, forwardingStatus } from './forwarding.ts'
import { Outcomes, type Status, type SupportedStatus } from './outcomes.ts'
import { CallRecorder } from './recording/call-recorder.ts'
import { RecordStream, type RecordStreamCallback } from './recording/record-stream.ts'
import { sendDtmf } from './send-dtmf.ts'
import type { VoiceCallOptions } from './voice-call-options.ts'

/**
 * QuecPython's `voiceCall` on a modem: the same functions, the same 0 and -1, the same callback codes. No function
 * throws; bad arguments give -1 and put nothing on the wire.
 *
 *     const voiceCall = new VoiceCall(modem)
 *     voiceCall.setCallback(args => console.log(args))
 *     await voiceCall.callStart('10086')
 */
export class VoiceCall {
  private readonly modem: Modem
  private readonly logger: Logger
  private readonly outcomes: Outcomes
  private readonly undeliveredCodes: boolean
  private readonly emergency: 'allowed' | 'denied'
  private readonly fetchLeftOver: () => Promise<unknown>
  private readonly callbacks: CallCallbacks
  private readonly dtmf: DtmfDetection
  private readonly volume: CallVolume
  private readonly autoAnswer: AutoAnswer
  private readonly recorder: CallRecorder
  private readonly stream: RecordStream
  private readonly subscription: { unsubscribe(): void }
  private autoCancel: 0 | 1 = 0

  constructor(modem: Modem, options: VoiceCallOptions = {}) {
    const { clock = systemClock, audio = null } = options
    this.modem = modem
    this.logger = options.logger ?? silentLogger
    this.outcomes = new Outcomes(this.logger)
    this.undeliveredCodes = options.undeliveredCodes ?? false
    this.emergency = options.emergency ?? 'denied'
    const folder = options.recordingFolder ?? '.'
    this.fetchLeftOver = () => fetchPending(modem, folder, this.logger, clock)
    const onError = (error: unknown) => this.outcomes.noteThrown(error)
    this.callbacks = new CallCallbacks(modem, {
      family: options.family ?? 'auto',
      callStatusEncoding: options.callStatusEncoding ?? 'dsci',
      releaseDirection: options.releaseDirection ?? false,
      onError,
    })
    this.autoAnswer = new AutoAnswer(clock, call => void this.outcomes.attempt('autoAnswer', () => call.answer()))
    this.dtmf = new DtmfDetection(modem, audio, deliver => this.callbacks.deliver(deliver))
    this.volume = new CallVolume(modem)
    const line = { modem, audio, clock }
    this.recorder = new CallRecorder({
      line,
      folder,
      allowAbsolutePaths: options.allowAbsolutePaths ?? false,
      overwrite: options.overwriteRecordings ?? true,
      onProgress: (bytes, of) => this.outcomes.call(() => options.onFetched?.(bytes, of)),
      onEnded: result => this.outcomes.noteRecorded(result, options.onRecorded),
    })
    this.stream = new RecordStream(line, onError)
    this.subscription = modem.events$.subscribe(event => this.take(event))
    if (modem.state.kind === 'ready') this.noteReady()
  }

  /** Why the last function that gave -1 did so, or what the callback threw last; null before. */
  get lastError(): CellvoiceError | null {
    return this.outcomes.lastError
  }

  /**
   * Registers the callback; the last registration wins, null takes it away. It may be slow or throw: events wait for it,
   * in order. Should 256 wait, the states in between of a call give way to its newest: its end always arrives.
   */
  setCallback(callback: VoiceCallCallback | null | undefined): Status {
    if (callback !== null && callback !== undefined && typeof callback !== 'function') {
      return this.outcomes.refuse('setCallback', 'the callback is not a function')
    }
    this.callbacks.register(callback ?? null)
    return 0
  }

  /** Dials; 0 means that dialling was accepted, and the callback tells the rest. */
  callStart(phonenum: string): Promise<Status> {
    return this.outcomes.attempt('callStart', async () => {
      // A dial overtakes questions, but the first callback needs their answer.
      await this.callbacks.bearerKnown
      await this.modem.dial(phonenum, { emergency: this.emergency })
    })
  }

  /** Answers the call that rings; one that waits is taken and the active one held. -1 when none does. */
  async callAnswer(): Promise<Status> {
    const status = await this.outcomes.attempt('callAnswer', () => this.modem.answer())
    if (status === -1 && this.undeliveredCodes && this.lastError?.code === 'AT_ERROR') {
      this.callbacks.tell(null, [csCodes.answerFailed])
    }
    return status
  }

  /** Ends all calls, rejects one that rings, cancels a dial. Harmless without a call. */
  callEnd(): Promise<Status> {
    return this.outcomes.attempt('callEnd', () => this.modem.hangUpAll())
  }

  /** Answers incoming calls after `seconds` (1-255) of ringing; 0 switches it off, also for a call that rings. Not for waiting calls. */
  setAutoAnswer(seconds: number): Status {
    if (!Number.isInteger(seconds) || seconds < 0 || seconds > 255) {
      return this.outcomes.refuse('setAutoAnswer', 'seconds is not a whole number from 0 to 255')
    }
    this.autoAnswer.set(seconds)
    return 0
  }

  /** 1 hangs up every incoming call at once, after its callback; 0 stops that. Comes before auto answer. */
  setAutoCancel(enable: 0 | 1): Status {
    if (enable !== 0 && enable !== 1) return this.outcomes.refuse('setAutoCancel', 'enable is neither 0 nor 1')
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
    return this.outcomes.attempt('startDtmf', () => sendDtmf(this.modem, dtmf, duration))
  }

  /** Switches the detection of the far end's keys on (1) or off (0); -1 where the module has no detector. */
  async dtmfDetEnable(enable: 0 | 1): Promise<Status> {
    if (enable !== 0 && enable !== 1) return this.outcomes.refuse('dtmfDetEnable', 'enable is neither 0 nor 1')
    return this.outcomes.attempt('dtmfDetEnable', () => this.dtmf.enable(enable === 1))
  }

  /** Registers the DTMF callback, which is given one key as text; before or after enabling. Null takes it away. */
  dtmfSetCb(callback: DtmfCallback | null | undefined): Status {
    if (callback !== null && callback !== undefined && typeof callback !== 'function') {
      return this.outcomes.refuse('dtmfSetCb', 'the callback is not a function')
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
    return this.outcomes.attempt('setFw', () => forward(this.modem, reason, fwmode, phonenum))
  }

  /** What the network says of forwarding for `reason` (0-3), for each group of classes; -1 if it did not say. Ours: the contract has no way to read it. */
  async getFw(reason: number): Promise<readonly ForwardingStatus[] | -1> {
    let rows: readonly ForwardingStatus[] = []
    const status = await this.outcomes.attempt('getFw', async () => {
      rows = await forwardingStatus(this.modem, reason)
    })
    return status === 0 ? rows : -1
  }

  /** Switches where call audio comes out: 0 handset, 1 headset, 2 loudspeaker; -1 where the board has no such channel. */
  setChannel(device: number): Promise<Status> {
    return this.outcomes.attempt('setChannel', () => switchChannel(this.modem, device))
  }

  /** The call volume, 0-11: the value that was set as long as the module still has its level; -1 if it does not answer. */
  async getVolume(): Promise<number> {
    let value = -1
    await this.outcomes.attempt('getVolume', async () => {
      value = await this.volume.get()
    })
    return value
  }

  /** Sets the call volume, 0-11, over the range the module has. */
  setVolume(volume: number): Promise<Status> {
    return this.outcomes.attempt('setVolume', () => this.volume.set(volume))
  }

  /**
   * Records every later call by itself, from its connection to its end.
   * @param enable 0 off, 1 on; the other arguments are needed for both.
   * @param recordType 0 AMR, 1 WAV.
   * @param recordMode 0 the far end (RX), 1 the near end (TX), 2 both (MIX).
   * @param filename as {@link startRecord}; each call replaces the file of the one before.
   */
  setAutoRecord(enable: 0 | 1, recordType: number, recordMode: number, filename: string): Promise<SupportedStatus> {
    return this.outcomes.attemptSupported('setAutoRecord', () =>
      this.recorder.setAuto(enable, recordType, recordMode, filename),
    )
  }

  /**
   * Records the call that is through into a file on the host: live where its sound reaches the host, else on the module,
   * whose file is fetched when the recording ends. {@link stopRecord}, or the end of the call, completes it.
   * @param recordType 0 AMR, 1 WAV.
   * @param recordMode 0 the far end (RX), 1 the near end (TX), 2 both (MIX).
   * @param filename `U:/a.wav`, `usr/a.wav` or `a.wav` in the recording folder, up to 200 bytes.
   */
  startRecord(recordType: number, recordMode: number, filename: string): Promise<SupportedStatus> {
    return this.outcomes.attemptSupported('startRecord', () => this.recorder.start(recordType, recordMode, filename))
  }

  /** Ends recording, to a file and as a stream; 0 when the file is on the host. -1 when nothing was being recorded. */
  stopRecord(): Promise<SupportedStatus> {
    return this.outcomes.attemptSupported('stopRecord', async () => {
      const streamed = this.stream.active
      this.stream.stop()
      if (!streamed || this.recorder.active) await this.recorder.stop()
    })
  }

  /**
   * Records a call into a ring of 10 KiB that {@link readRecordStream} reads; it begins when the sound of the call is
   * there, which may be after this. The first packet is the header, without sizes.
   * @param callback is given `['stream', length, state]`: state 0 started, 1 `length` bytes came, 3 finished with
   *   `length` bytes in all, -1 error.
   */
  startRecordStream(recordType: number, recordMode: number, callback: RecordStreamCallback): Promise<SupportedStatus> {
    return this.outcomes.attemptSupported('startRecordStream', () =>
      this.stream.start(recordType, recordMode, callback),
    )
  }

  /** Moves up to `length` bytes of the stream to the start of `buffer`. @returns how many; -1 if no stream was ever started. */
  readRecordStream(buffer: Uint8Array, length: number): number {
    try {
      return this.stream.read(buffer, length)
    } catch (error) {
      return this.outcomes.fail('readRecordStream', error)
    }
  }

  /** Takes everything off the modem, which stays open; recordings come to their end first. */
  async close(): Promise<void> {
    this.callbacks.register(null)
    this.autoAnswer.set(0)
    this.stream.stop()
    if (this.recorder.active) await this.outcomes.attempt('stopRecord', () => this.recorder.stop())
    this.dtmf.close()
    this.subscription.unsubscribe()
  }

  private take(event: ModemEvent): void {
    if (event.kind === 'link' && event.state.kind === 'ready') {
      this.noteReady()
      void this.outcomes.attempt('dtmfDetEnable', () => this.dtmf.restore())
      if (this.undeliveredCodes) this.callbacks.tell(null, [csCodes.initialised])
    } else if (event.kind === 'message' && event.message.kind === 'registration') {
      this.callbacks.askBearer()
    } else if (event.kind === 'message' && event.message.kind === 'tone') {
      this.dtmf.take(event.message.tone)
    } else if (event.kind === 'call' && event.call) {
      this.callbacks.take(event.event, event.call)
      this.actOn(event.event, event.call)
      this.recorder.take(event.event, event.call)
      if (event.event.kind === 'ended' && this.modem.calls.length === 0) this.stream.stop()
    }
  }

  /** The module can be asked: what carries calls, and what an interrupted recording left on it. */
  private noteReady(): void {
    this.callbacks.askBearer()
    void this.fetchLeftOver()
  }

  /** Auto cancel and auto answer look at calls that begin to ring; auto answer forgets them when they stop. */
  private actOn(event: CallEvent, call: Call): void {
    if (event.kind !== 'state' && event.kind !== 'ended') return
    if (event.kind === 'ended' || event.from !== null) this.autoAnswer.noteChange(call)
    else if (call.direction === 'outgoing') return
    else if (this.autoCancel === 1) void this.outcomes.attempt('autoCancel', () => call.hangUp())
    else this.autoAnswer.noteRinging(call)
  }
}
