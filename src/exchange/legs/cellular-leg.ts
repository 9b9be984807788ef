import type { MediaSession } from '../../audio/media-session.ts'
import { CellvoiceError } from '../../base/error.ts'
import type { Call } from '../../calls/call.ts'
import type { Leg, LegEnd, LegState, PressedDigit, SentCause } from '../leg.ts'
import type { LineAudio } from '../line-audio.ts'
import { type LegGate, openGate } from './leg-gate.ts'
import { LegKeys } from './leg-keys.ts'
import { LegLife } from './leg-life.ts'
import type { LegLine } from './leg-line.ts'
import { LegSound } from './leg-sound.ts'
import { NetworkHold } from './network-hold.ts'
import { checkedKeys } from './pressed-keys.ts'
import { releaseWithCause } from './release-leg.ts'
import { sendKeys } from './send-keys.ts'
import { checkedCause } from './sendable-cause.ts'

/** A call on a cellular line. */
export class CellularLeg implements Leg {
  readonly kind = 'cellular'
  readonly id: string
  /** As it began; it stays so when the leg goes on with another call, whose far end takes the place of the former. */
  readonly direction: Leg['direction']
  private current: Call
  private on: LegLine
  private readonly life: LegLife
  private readonly keys: LegKeys
  private readonly networkHold = new NetworkHold(this)
  private ways: LegGate = openGate
  private sound: LegSound | null = null
  private releasing: Promise<SentCause> | undefined

  constructor(id: string, call: Call, on: LegLine) {
    this.id = id
    this.current = call
    this.direction = call.direction
    this.on = on
    this.life = new LegLife(id, stateOf(call), on.logger)
    this.keys = new LegKeys(id, on.logger)
    this.arrangeSound()
    this.awaitEnd(call)
  }

  /** The call it has now. */
  get call(): Call {
    return this.current
  }

  get line(): string {
    return this.on.name
  }

  get from(): string {
    return this.direction === 'incoming' ? this.call.number : (this.on.number ?? '')
  }

  get to(): string {
    return this.direction === 'incoming' ? (this.on.number ?? '') : this.call.number
  }

  get state(): LegState {
    return this.life.state
  }

  get ended(): Promise<LegEnd> {
    return this.life.ended
  }

  /** Which ways are open now; both at the beginning. */
  get gate(): LegGate {
    return this.ways
  }

  /**
   * Closes or opens ways without touching the call. Of a closed downlink every listener hears silence, and no key. On a closed
   * uplink the far end hears silence, and no key can be sent; sources are asked all the same, so what is played goes on. It
   * outlasts a device that is lost and comes back.
   * @throws CellvoiceError NOT_SUPPORTED where no sound of the line reaches the host.
   */
  setGate({ downlink, uplink }: LegGate): void {
    if (!this.on.audio) throw this.noSound()
    this.ways = { downlink, uplink }
  }

  /**
   * Has the network put the call on hold, and resolves when it is `held`. The command acts on all calls of a module, so this
   * must be the only one.
   * @param limitMs Milliseconds until then, at least 1; default 30 000.
   * @throws CellvoiceError WRONG_CALL_STATE unless it is active and the only call, or while an earlier request has no answer;
   *   AT_ERROR with `context.result`; AT_TIMEOUT, also when the module accepted and nothing came of it; NO_SUCH_CALL when the
   *   call ends meanwhile; PORT_LOST.
   */
  hold(limitMs?: number): Promise<void> {
    return this.networkHold.turn('held', this.on, limitMs)
  }

  /** Takes the call back from {@link hold}, and resolves when it is `active`. @throws CellvoiceError as {@link hold}, for `held`. */
  retrieve(limitMs?: number): Promise<void> {
    return this.networkHold.turn('active', this.on, limitMs)
  }

  onState(listener: (state: LegState) => void): () => void {
    return this.life.onState(listener)
  }

  async answer(): Promise<void> {
    if (this.state !== 'incoming') throw this.wrongState('incoming')
    await this.call.answer()
  }

  async hangUp(cause = 16): Promise<SentCause> {
    const requested = checkedCause(cause)
    if (this.state === 'ended') return { requested, sent: null }
    this.releasing ??= this.release(requested).finally(() => {
      this.releasing = undefined
    })
    return this.releasing
  }

  async sendDigits(digits: string, toneMs: number): Promise<void> {
    const keys = checkedKeys(digits, toneMs)
    // The command sends to whichever call is active, which must be this one.
    if (this.state !== 'active') throw this.wrongState('active')
    if (this.gate.uplink === 'closed') {
      throw new CellvoiceError('WRONG_CALL_STATE', { detail: `the way to the far end of ${this.id} is closed` })
    }
    await sendKeys(this.on.modem, keys, toneMs)
  }

  onDigit(listener: (digit: PressedDigit) => void): () => void {
    const stop = this.keys.add(listener)
    this.arrangeDetector()
    return () => {
      stop()
      this.arrangeDetector()
    }
  }

  async session(): Promise<MediaSession> {
    this.assertThrough()
    const { audio } = this.on
    if (!audio) throw this.noSound()
    await audio.session()
    if (this.on.audio !== audio) return this.session()
    this.assertThrough()
    if (this.sound?.isOver !== false) this.sound = this.newSound(audio)
    this.arrangeDetector()
    return this.sound
  }

  /** The call may have changed its state. For the line alone. */
  update(why: string): void {
    const state = stateOf(this.call)
    this.life.move(state, why)
    this.arrangeSound()
    if (state === 'ended') this.fallSilent()
  }

  /** Nobody follows the call any more, though it may go on at the module. For the line alone. */
  abandon(text: string): void {
    this.finish({ endedBy: 'module', cause: { name: 'FAILED', value: null, text, source: 'restart' } })
  }

  /** The module heard a key of the far end. For the line alone. */
  hearKey(digit: string): void {
    if (this.gate.downlink === 'open') this.keys.tell({ digit, source: 'module' })
  }

  /** The line may carry another call now; first all legs leave that it does not carry. For the line alone. */
  followLine(step: 'leave' | 'take'): void {
    if (step === 'leave') this.sound?.leaveIfNotCarried()
    else this.sound?.look()
  }

  /** Whether something is being done to its call that has yet to come to an end: it cannot change hands then. */
  get isBusy(): boolean {
    return this.releasing !== undefined || this.networkHold.isChanging
  }

  /** It is over for whoever has it. For who hands its call on: the call is that of another leg by now. */
  finish(end: LegEnd): void {
    this.life.finish(end)
    this.fallSilent()
  }

  /** Goes on with another call, which may be on another line; {@link update} follows. For who hands calls on. */
  goOnWith(call: Call, on: LegLine): void {
    this.current = call
    this.on = on
    this.awaitEnd(call)
    if (on.audio) this.sound?.moveTo({ audio: on.audio, name: this.nameOfSound })
    else {
      this.ways = openGate
      this.sound?.fail(this.noSound())
    }
    if (this.sound?.isOver) this.sound = null
    this.arrangeDetector()
  }

  private fallSilent(): void {
    this.keys.end()
    void this.sound?.close()
  }

  private awaitEnd(call: Call): void {
    void call.ended.then(end => {
      if (this.current === call) this.finish(end)
    })
  }

  private async release(requested: number): Promise<SentCause> {
    const { modem, clock } = this.on
    const { call } = this
    try {
      return await releaseWithCause((command, args) => modem.execute(command, args), clock, call, requested)
    } catch (error) {
      // A module that went away meanwhile has ended the call, too.
      if (call.state === 'ended') return { requested, sent: null }
      throw error
    }
  }

  private arrangeSound(): void {
    const { audio } = this.on
    if (!audio || this.sound || !this.isThrough) return
    this.sound = this.newSound(audio)
    this.arrangeDetector()
  }

  private newSound(audio: LineAudio): LegSound {
    return new LegSound({
      audio,
      clock: this.on.clock,
      logger: this.on.logger,
      name: this.nameOfSound,
      isCarried: () => this.on.carries(this),
      gate: () => this.ways,
    })
  }

  private get nameOfSound(): string {
    return `${this.id} on ${this.line}`
  }

  private arrangeDetector(): void {
    const isWanted = this.on.keySource === 'software' && this.keys.areWanted && this.isThrough
    this.keys.detectIn(isWanted ? this.sound : null, this.on.detectorOptions)
  }

  private get isThrough(): boolean {
    return this.state === 'active' || this.state === 'held'
  }

  private assertThrough(): void {
    if (this.isThrough) return
    throw new CellvoiceError('NO_SUCH_CALL', { detail: `${this.id} is ${this.state}: it has no sound` })
  }

  private noSound(): CellvoiceError {
    return new CellvoiceError('NOT_SUPPORTED', { detail: `no sound of ${this.line} reaches the host` })
  }

  private wrongState(expected: LegState): CellvoiceError {
    return new CellvoiceError('WRONG_CALL_STATE', { detail: `${this.id} is ${this.state}, not ${expected}` })
  }
}

/** A call that waits rings for us like any other: how it is answered is the modem's business. */
function stateOf(call: Call): LegState {
  return call.state === 'waiting' ? 'incoming' : call.state
}
