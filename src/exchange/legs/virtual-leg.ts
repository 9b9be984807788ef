import type { MediaSession } from '../../audio/media-session.ts'
import { CellvoiceError } from '../../base/error.ts'
import type { Logger } from '../../base/logger.ts'
import { causeOfValue, localClearing } from '../../calls/clearing-cause.ts'
import type { Leg, LegEnd, LegState, PressedDigit, SentCause } from '../leg.ts'
import { Listeners } from '../listeners.ts'
import { LegLife } from './leg-life.ts'
import { MemorySession } from './memory-session.ts'
import { checkedKeys } from './pressed-keys.ts'
import { checkedCause } from './sendable-cause.ts'

/** What is at the other end of a virtual leg: a room, or the leg of a service. */
export interface OtherEnd {
  /** The leg, which was incoming, was answered. */
  answered(): void
  /** The leg is over. @param cause 3GPP TS 24.008 10.5.4.11. */
  hungUp(cause: number): void
  pressed(digit: string): void
}

/** What a {@link VirtualLeg} is made of. */
export interface VirtualLegOptions {
  readonly id: string
  readonly kind: 'room' | 'service'
  readonly direction: Leg['direction']
  readonly from: string
  readonly to: string
  /** Whether there is sound to be heard before it is active, and somebody to press keys for. */
  readonly hasEarlySound: boolean
  readonly logger: Logger
}

/** A leg to somebody inside the exchange. */
export class VirtualLeg implements Leg {
  readonly id: string
  readonly kind: 'room' | 'service'
  readonly direction: Leg['direction']
  readonly line = null
  readonly from: string
  readonly to: string
  /** For the other end, which moves the sound. */
  readonly sound: MemorySession
  private readonly hasEarlySound: boolean
  private readonly life: LegLife
  private readonly digits: Listeners<[PressedDigit]>
  private otherEnd: OtherEnd | null = null

  constructor({ id, kind, direction, from, to, hasEarlySound, logger }: VirtualLegOptions) {
    this.id = id
    this.kind = kind
    this.direction = direction
    this.from = from
    this.to = to
    this.hasEarlySound = hasEarlySound
    this.sound = new MemorySession(id, logger)
    this.life = new LegLife(id, direction === 'incoming' ? 'incoming' : 'dialing', logger)
    this.digits = new Listeners(`the keys of ${id}`, logger)
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
    this.connect()
    this.otherEnd?.answered()
  }

  async hangUp(cause = 16): Promise<SentCause> {
    const requested = checkedCause(cause)
    if (this.state === 'ended') return { requested, sent: null }
    const { otherEnd } = this
    this.finish({ endedBy: 'local', cause: localClearing })
    otherEnd?.hungUp(requested)
    return { requested, sent: requested }
  }

  async sendDigits(digits: string, toneMs: number): Promise<void> {
    const keys = checkedKeys(digits, toneMs)
    if (!this.isAudible) throw this.wrongState('active')
    for (const key of keys) this.otherEnd?.pressed(key)
  }

  onDigit(listener: (digit: PressedDigit) => void): () => void {
    return this.state === 'ended' ? () => {} : this.digits.add(listener)
  }

  async session(): Promise<MediaSession> {
    if (this.isAudible) return this.sound
    throw new CellvoiceError('NO_SUCH_CALL', { detail: `${this.id} is ${this.state}: it has no sound` })
  }

  /** Whether it has a session now. */
  get isAudible(): boolean {
    return this.state === 'active' || (this.hasEarlySound && this.state === 'alerting')
  }

  /** For the other end: it is there from now on. */
  meet(otherEnd: OtherEnd): void {
    this.otherEnd = otherEnd
  }

  /** For the other end: it rings. */
  alert(): void {
    this.life.move('alerting', 'the other end rings')
  }

  /** For the other end: both are through. */
  connect(): void {
    this.life.move('active', 'the other end answered')
  }

  /** For the other end: it hung up. @param cause 3GPP TS 24.008 10.5.4.11. */
  clear(cause: number): void {
    if (this.state !== 'ended') this.finish({ endedBy: 'remote', cause: causeOfValue(cause, 'indication') })
  }

  /** For the other end: it pressed a key. */
  hear(digit: string): void {
    this.digits.tell({ digit, source: 'virtual' })
  }

  private finish(end: LegEnd): void {
    this.otherEnd = null
    this.life.finish(end)
    this.digits.clear()
    void this.sound.close()
  }

  private wrongState(expected: LegState): CellvoiceError {
    return new CellvoiceError('WRONG_CALL_STATE', { detail: `${this.id} is ${this.state}, not ${expected}` })
  }
}
