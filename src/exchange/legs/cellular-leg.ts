import type { DtmfDetectorOptions } from '../../audio/dtmf/dtmf-detector.ts'
import type { MediaSession } from '../../audio/media-session.ts'
import type { Clock } from '../../base/clock.ts'
import { CellvoiceError } from '../../base/error.ts'
import type { Logger } from '../../base/logger.ts'
import type { Call } from '../../calls/call.ts'
import type { Modem } from '../../calls/modem.ts'
import type { Leg, LegEnd, LegState, PressedDigit, SentCause } from '../leg.ts'
import type { LineAudio } from '../line-audio.ts'
import { Listeners } from '../listeners.ts'
import { LegLife } from './leg-life.ts'
import { LegSound } from './leg-sound.ts'
import { checkedKeys } from './pressed-keys.ts'
import { releaseWithCause } from './release-leg.ts'
import { sendKeys } from './send-keys.ts'
import { checkedCause } from './sendable-cause.ts'
import { detectKeys } from './software-keys.ts'

/** What a leg needs of the line it is on. */
export interface LegLine {
  readonly name: string
  readonly number: string | null
  readonly modem: Modem
  readonly audio: LineAudio | null
  readonly clock: Clock
  readonly logger: Logger
  readonly detectorOptions: DtmfDetectorOptions
  /** Who finds the keys of the far end on this line. */
  readonly keySource: 'module' | 'software'
  /** Whether the sound of the line is that of this leg now. */
  carries(leg: CellularLeg): boolean
}

/** A call on a cellular line. */
export class CellularLeg implements Leg {
  readonly kind = 'cellular'
  readonly id: string
  readonly call: Call
  readonly direction: Leg['direction']
  private readonly on: LegLine
  private readonly life: LegLife
  private readonly digits: Listeners<[PressedDigit]>
  private sound: LegSound | null = null
  private stopDetector: (() => void) | null = null
  private releasing: Promise<SentCause> | undefined

  constructor(id: string, call: Call, on: LegLine) {
    this.id = id
    this.call = call
    this.direction = call.direction
    this.on = on
    this.life = new LegLife(id, stateOf(call), on.logger)
    this.digits = new Listeners(`the keys of ${id}`, on.logger)
    this.arrangeSound()
    void call.ended.then(end => this.finish(end))
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
    await sendKeys(this.on.modem, keys, toneMs)
  }

  onDigit(listener: (digit: PressedDigit) => void): () => void {
    const stop = this.digits.add(listener)
    this.arrangeDetector()
    return () => {
      stop()
      this.arrangeDetector()
    }
  }

  async session(): Promise<MediaSession> {
    const { audio } = this.on
    this.assertThrough()
    if (!audio) throw new CellvoiceError('NOT_SUPPORTED', { detail: `no sound of ${this.line} reaches the host` })
    await audio.session()
    this.assertThrough()
    if (this.sound?.isOver !== false) this.sound = this.newSound(audio)
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
    this.digits.tell({ digit, source: 'module' })
  }

  /** The line may carry another call now; first all legs leave that it does not carry. For the line alone. */
  followLine(step: 'leave' | 'take'): void {
    if (step === 'leave') this.sound?.leaveIfNotCarried()
    else this.sound?.look()
  }

  private finish(end: LegEnd): void {
    this.life.finish(end)
    this.fallSilent()
  }

  private fallSilent(): void {
    this.stopDetector?.()
    this.stopDetector = null
    this.digits.clear()
    void this.sound?.close()
  }

  private async release(requested: number): Promise<SentCause> {
    const { modem, clock } = this.on
    try {
      return await releaseWithCause((command, args) => modem.execute(command, args), clock, this.call, requested)
    } catch (error) {
      // A module that went away meanwhile has ended the call, too.
      if (this.call.state === 'ended') return { requested, sent: null }
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
    const { clock, logger, name } = this.on
    return new LegSound({ audio, clock, logger, name: `${this.id} on ${name}`, isCarried: () => this.on.carries(this) })
  }

  private arrangeDetector(): void {
    const isWanted = this.on.keySource === 'software' && this.digits.size > 0 && this.isThrough
    if (isWanted && this.sound && !this.stopDetector) {
      this.stopDetector = detectKeys(this.sound, this.on.detectorOptions, digit =>
        this.digits.tell({ digit, source: 'software' }),
      )
    } else if (!isWanted) {
      this.stopDetector?.()
      this.stopDetector = null
    }
  }

  private get isThrough(): boolean {
    return this.state === 'active' || this.state === 'held'
  }

  private assertThrough(): void {
    if (this.isThrough) return
    throw new CellvoiceError('NO_SUCH_CALL', { detail: `${this.id} is ${this.state}: it has no sound` })
  }

  private wrongState(expected: LegState): CellvoiceError {
    return new CellvoiceError('WRONG_CALL_STATE', { detail: `${this.id} is ${this.state}, not ${expected}` })
  }
}

/** A call that waits rings for us like any other: how it is answered is the modem's business. */
function stateOf(call: Call): LegState {
  return call.state === 'waiting' ? 'incoming' : call.state
}
